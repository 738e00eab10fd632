// Generated from spec/aom.yaml (version 0.2.0, SHA-256 096ab2c8f7a25555fbfb444c881847fb0e47e2a79f406c90ae4bb3a2b93febbd).
// Do not edit: change the contract and run `pnpm generate`.

export {
  continueOperation,
  contract,
  operateOperation,
  operations,
  restartOperation,
  skipOperation,
  workflowOperationActionValues,
} from "./aom.operations.gen.ts";
export type {
  AomOperations,
  ContinueInput,
  ErrorBody,
  GatewayError,
  OperateErrors,
  OperateInput,
  RestartInput,
  ResultInfo,
  SkipInput,
  StatusResult,
  WorkflowOperationAction,
} from "./aom.operations.gen.ts";
export {
  regions,
} from "./aom.regions.gen.ts";
export type {
  RegionId,
} from "./aom.regions.gen.ts";
export type { components, operations as operationTypes, paths } from "./aom.schema.gen.ts";
export type { ContractIdentity, Effect, Lifecycle, Operation, Parameter, RetryPolicy, RetryReason, ValueSchema } from "./operation.ts";
export type { Region } from "./region.ts";
