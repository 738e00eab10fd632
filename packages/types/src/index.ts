export { contract, operations, workflowOperationActionValues } from "./aom.operations.gen.ts";
export { regions } from "./aom.regions.gen.ts";
export type { components, operations as operationTypes, paths } from "./aom.schema.gen.ts";
export type {
  ErrorBody,
  GatewayError,
  OperationId,
  RegionId,
  ResultInfo,
  StatusResult,
  WorkflowOperationAction,
} from "./names.ts";
export type { ContractIdentity, LifecycleNote, Operation, Parameter, RetryPolicy, RetryReason } from "./operation.ts";
export type { Region } from "./region.ts";
