export type {
  Credential,
  ErrorBody,
  Project,
  ProjectList,
  TemporaryAccessKeyRequest,
  TemporaryAccessKeyResponse,
  TokenDetails,
  TokenRequest,
  TokenResponse,
} from "./iam.names.ts";
export { contract, operations } from "./iam.operations.gen.ts";
export type { components, operations as operationTypes, paths } from "./iam.schema.gen.ts";
export type { ContractIdentity, LifecycleNote, Operation, Parameter, RetryPolicy, RetryReason } from "./operation.ts";
