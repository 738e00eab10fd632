export { type ChainFindings, type CredentialChain, type CredentialChainOptions, credentialChain } from "./chain.ts";
export { type DiskTokenCache, type DiskTokenCacheOptions, diskTokenCache } from "./disk-token-cache.ts";
export { ecsMetadata, type MetadataOptions } from "./ecs-metadata.ts";
export { aomEndpointOverride, type EndpointOptions, resolveAomEndpoint, resolveIamEndpoint } from "./endpoints.ts";
export { ambiguousKeys, environmentKeys, hasEnvironmentKeys } from "./environment.ts";
export { explicitKeys } from "./explicit.ts";
export { type ProfileOptions, type ProfileSection, profileFile } from "./profile-file.ts";
export type { RegionsFileOptions } from "./regions-file.ts";
export type { CredentialSource, Environment, FoundCredentials, Miss } from "./source.ts";
