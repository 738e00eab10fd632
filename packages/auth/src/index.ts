export { type Authenticate, type AuthenticateContext, type PlainHeaders, type PlainRequest, Secret } from "@aom-workflow/http";
export { type AccessKeyFunction, accessKey } from "./credentials/access-key.ts";
export type { AccessKeyOptions } from "./credentials/access-key-options.ts";
export type { SourceContext } from "./credentials/call-source.ts";
export type { Clock } from "./credentials/clock.ts";
export { shortenAccessKeyId } from "./credentials/credential-checks.ts";
export {
  CredentialsError,
  type CredentialsErrorCode,
  type CredentialsErrorDetails,
  isCredentialsError,
} from "./credentials/credentials-error.ts";
export type { ExpiryTime } from "./credentials/expiry-time.ts";
export { type SignedFetchOptions, signedFetch } from "./credentials/signed-fetch.ts";
export { type TokenFunction, type TokenValue, token } from "./credentials/token.ts";
export { type FindProjectIdOptions, findProjectId } from "./iam/find-project-id.ts";
export { type IamAgencyOptions, iamAgency } from "./iam/iam-agency.ts";
export type { IamOptions } from "./iam/iam-connection.ts";
export { type IamPasswordOptions, iamPassword, logIn } from "./iam/iam-password.ts";
export type { ProjectScope } from "./iam/project-scope.ts";
export type { Region } from "./iam/region.ts";
export { type TemporaryAccessKeyOptions, temporaryAccessKey } from "./iam/temporary-access-key.ts";
export type { CachedToken, LoginOrigin, TokenCache } from "./iam/token-cache.ts";
export { type ClockSkew, explainClockSkew } from "./signature/clock-skew.ts";
export { algorithm, type Signature } from "./signature/compute-signature.ts";
export { type RequestToSign, type SigningKeys, sign } from "./signature/sign.ts";
