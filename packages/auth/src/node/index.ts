export { type ChainFindings, type CredentialChain, type CredentialChainOptions, credentialChain } from "./chain.ts";
export { ecsMetadata, type MetadataOptions } from "./ecs-metadata.ts";
export { environmentKeys } from "./environment.ts";
export { explicitKeys } from "./explicit.ts";
export { type ProfileOptions, type ProfileSection, profileFile } from "./profile-file.ts";
export { type EndpointOptions, resolveAomEndpoint, resolveIamEndpoint } from "./regions-file.ts";
export type { CredentialSource, Environment, FoundCredentials, Miss } from "./source.ts";
export { diskTokenCache } from "./token-cache.ts";
