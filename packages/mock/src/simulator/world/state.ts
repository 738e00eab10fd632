/** The state of an execution. Two states share the word `fail`. */
export type State =
  | "waitApproval"
  | "approvalFailed"
  | "waitExecute"
  | "running"
  | "pausing"
  | "failed"
  | "failedOnHosts"
  | "success"
  | "canceling"
  | "canceled";

/** The service's words for a state. */
export interface Words {
  /** `status` of an execution. */
  readonly execution: string;
  /** `status` of a workflow whose latest execution this is, and the word to filter workflows by. */
  readonly workflow: string;
}

/**
 * The word of each state. The vendor lists nine words for the filter of ListWorkflow without saying what they mean; the meanings here
 * are our interpretation.
 *
 * | word                     | source                                                          | our interpretation                                   |
 * | ------------------------ | --------------------------------------------------------------- | ---------------------------------------------------- |
 * | waitApproval             | filter of ListWorkflow                                          | someone must approve before the first node        |
 * | approvalFailed           | filter of ListWorkflow                                          | approval was denied; the execution has ended         |
 * | waitExecute              | filter of ListWorkflow                                          | approved or without approval, waiting for its turn   |
 * | running, executing       | sample of an execution; filter and `status` of a workflow       | two words for one state: a node is at work           |
 * | pausing                  | filter of ListWorkflow                                          | waits at a pause node; `continue` moves past it      |
 * | fail                     | filter, and examples of an execution                            | a node failed, or all ended and hosts had failed     |
 * | success                  | filter, and examples of an execution                            | all nodes have ended or been skipped                 |
 * | canceling, cancel        | filter; `cancel` also in a sample of an execution               | is being stopped; has been stopped for good          |
 */
export const words: Readonly<Record<State, Words>> = {
  waitApproval: { execution: "waitApproval", workflow: "waitApproval" },
  approvalFailed: { execution: "approvalFailed", workflow: "approvalFailed" },
  waitExecute: { execution: "waitExecute", workflow: "waitExecute" },
  running: { execution: "running", workflow: "executing" },
  pausing: { execution: "pausing", workflow: "pausing" },
  failed: { execution: "fail", workflow: "fail" },
  failedOnHosts: { execution: "fail", workflow: "fail" },
  success: { execution: "success", workflow: "success" },
  canceling: { execution: "canceling", workflow: "canceling" },
  canceled: { execution: "cancel", workflow: "cancel" },
};
