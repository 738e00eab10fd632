// Generated from spec/aom.yaml (version 0.3.0, SHA-256 1299bf0467b267c433c5cd2d5bef05bcc82745be3722677754c1e99b5c0d6749).
// Do not edit: change the contract and run `pnpm generate`.

export {
  continueOperation,
  contract,
  getExecutionOperation,
  listExecutionsOperation,
  listWorkflowsOperation,
  operateOperation,
  operations,
  restartOperation,
  runWorkflowOperation,
  skipOperation,
  stopExecutionOperation,
  workflowOperationActionValues,
} from "./aom.operations.gen.ts";
export type {
  AomOperations,
  ContinueInput,
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
  SkipInput,
  StatusResult,
  StopExecutionErrors,
  StopExecutionInput,
  Time,
  Workflow,
  WorkflowOperationAction,
  WorkflowPage,
  WorkflowQuery,
} from "./aom.operations.gen.ts";
export {
  regions,
} from "./aom.regions.gen.ts";
export type {
  RegionId,
} from "./aom.regions.gen.ts";
export type { components, operations as operationTypes, paths } from "./aom.schema.gen.ts";
export type { ActionOperation, ActsOn, ContractIdentity, Effect, Operation, Parameter, RetryPolicy, RetryReason, ValueSchema } from "./operation.ts";
export type { Region } from "./region.ts";
