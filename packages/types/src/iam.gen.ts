// Generated from spec/iam.yaml (version 0.2.0, SHA-256 731564bc444a9cf915a054c4c4eae54a8b38e5e0602af10a0f28b2deb2452dd8).
// Do not edit: change the contract and run `pnpm generate`.

export {
  contract,
  createTemporaryAccessKeyOperation,
  createTokenOperation,
  listProjectsOperation,
  operations,
} from "./iam.operations.gen.ts";
export type {
  Agency,
  CreateTemporaryAccessKeyErrors,
  CreateTemporaryAccessKeyInput,
  CreateTokenErrors,
  CreateTokenInput,
  Credential,
  ErrorBody,
  GatewayError,
  IamError,
  IamOperations,
  IdOrName,
  Identity,
  ListProjectsErrors,
  ListProjectsInput,
  PasscodeUser,
  PasswordUser,
  Project,
  ProjectList,
  Scope,
  ScopedProject,
  TemporaryAccessKeyRequest,
  TemporaryAccessKeyResponse,
  TokenDetails,
  TokenRequest,
  TokenResponse,
  TokenUser,
} from "./iam.operations.gen.ts";
export type { components, operations as operationTypes, paths } from "./iam.schema.gen.ts";
export type { ActsOn, ContractIdentity, Effect, Operation, Parameter, RetryPolicy, RetryReason, ValueSchema } from "./operation.ts";
