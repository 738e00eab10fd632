export { type AccessKeyOptions, accessKey } from "./access-key.ts";
export type { Authenticate } from "./authenticate.ts";
export type { Clock } from "./clock.ts";
export { CredentialsError, type CredentialsErrorCode, type CredentialsErrorDetails, isCredentialsError } from "./errors.ts";
export type { ExpiryTime } from "./expiry-time.ts";
export { Secret } from "./secret.ts";
export { algorithm, type RequestToSign, type Signature, type SigningKeys, sign } from "./sign.ts";
export { type TokenFunction, type TokenValue, token } from "./token.ts";
