export { type Acted, type Action, type ActOptions, type ActResult, act } from "./acting/act.ts";
export { type BegunSince, begunSince } from "./acting/begun-since.ts";
export { type Resolution, type ResolveOptions, resolve } from "./acting/resolve.ts";
export { noteUnresolved, type UnresolvedAction } from "./acting/unresolved.ts";
export { type WaitEnd, type Waited, type WaitOptions, waitFor } from "./acting/wait.ts";
export { type Choice, type Choosing, choices } from "./lists/choices.ts";
export { executionsOf } from "./lists/executions-of.ts";
export { type FoundExecutions, findExecutions, findWorkflows, looksLikeId } from "./lists/find.ts";
export { type ListedExecution, type Listing, listedExecutions, type UnreadExecution } from "./lists/listed-executions.ts";
export {
  type StoppedExecution,
  type StoppedExecutionsOptions,
  stoppedExecutions,
  type WaitingWord,
} from "./lists/stopped-executions.ts";
export { byLastStart, type WorkflowsOptions, workflows } from "./lists/workflows.ts";
export type { ExecutionIds, Reader } from "./reader.ts";
export { type ExecutionState, readExecution } from "./reading/execution-state.ts";
export type { FailedHost } from "./reading/failed-hosts.ts";
export { timeOf } from "./reading/lenient.ts";
export type { NodeRun, NodeState } from "./reading/node-state.ts";
export { type Reading, readBefore, readState, stateOf } from "./reading/read-state.ts";
export {
  hasEnded,
  type Meaning,
  meaningOf,
  type StateWord,
  stateName,
  statePhrase,
  stateWords,
  type VendorWord,
} from "./reading/state-words.ts";
export { type Watched, type Watching, watchExecution } from "./reading/watch.ts";
export { readWorkflow, type WorkflowState } from "./reading/workflow-state.ts";
export { type Aim, aimOf, type Intended, refusalOf, stateFor } from "./rules/allows.ts";
export { causeOf, hasCause } from "./rules/cause.ts";
export { showsEffect } from "./rules/effect.ts";
export { choiceOf, executionsIn, type GroupKey, groupStopped, type SortKey, type StoppedGroup, stoppedOrders } from "./rules/groups.ts";
export { type PossibleAction, type Waiting, waitingFor } from "./rules/waiting.ts";
