// Generated from spec/aom.yaml (version 0.4.0, SHA-256 489b453aca6d9bc56ec89dff68eb7ef1d48819b3868d8180e54833ffe0d6fcf8).
// Do not edit: change the contract and run `pnpm generate`.

export {
  continueOperation,
  contract,
  disableScheduleOperation,
  enableScheduleOperation,
  getExecutionOperation,
  listExecutionsOperation,
  listWorkflowsOperation,
  operateOperation,
  operations,
  restartOperation,
  runWorkflowOperation,
  setScheduleOperation,
  skipOperation,
  stopExecutionOperation,
  workflowOperationActionValues,
  workflowScheduleActionValues,
} from "./aom.operations.gen.ts";
export type {
  AomActionName,
  AomOperations,
  ContinueInput,
  DisableScheduleInput,
  EnableScheduleInput,
  ErrorBody,
  Execution,
  ExecutionDetails,
  GatewayError,
  GetExecutionErrors,
  GetExecutionInput,
  HostResult,
  ListExecutionsErrors,
  ListExecutionsInput,
  ListWorkflowsErrors,
  ListWorkflowsInput,
  MisspeltError,
  Node,
  NodeResult,
  OperateErrors,
  OperateInput,
  RestartInput,
  ResultInfo,
  RunWorkflowErrors,
  RunWorkflowInput,
  SetScheduleErrors,
  SetScheduleInput,
  SkipInput,
  StatusResult,
  StopExecutionErrors,
  StopExecutionInput,
  Time,
  Workflow,
  WorkflowOperationAction,
  WorkflowPage,
  WorkflowQuery,
  WorkflowScheduleAction,
} from "./aom.operations.gen.ts";
export {
  regions,
} from "./aom.regions.gen.ts";
export type {
  RegionId,
} from "./aom.regions.gen.ts";
export type { components, operations as operationTypes, paths } from "./aom.schema.gen.ts";
export type { ActsOn, ContractIdentity, Effect, Operation, Parameter, RetryPolicy, RetryReason, ValueSchema } from "./operation.ts";
export type { Region } from "./region.ts";
