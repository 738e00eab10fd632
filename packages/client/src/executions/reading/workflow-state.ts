import type { Workflow } from "@aom-workflow/types";
import { textOf, timeOf } from "./lenient.ts";
import { type Meaning, meaningOf } from "./state-words.ts";

/** A workflow and its latest execution, read leniently. */
export interface WorkflowState {
  readonly workflowId: string | undefined;
  readonly workflowName: string | undefined;
  /** How executions start, such as `cron`. */
  readonly type: string | undefined;
  readonly description: string | undefined;
  /** State of the latest execution as the vendor says it. */
  readonly word: string | undefined;
  readonly meaning: Meaning;
  readonly lastExecutionId: string | undefined;
  readonly lastStartedAt: Date | undefined;
  readonly lastStartedBy: string | undefined;
  readonly lastEndedAt: Date | undefined;
  readonly createdAt: Date | undefined;
  readonly createdBy: string | undefined;
  readonly updatedAt: Date | undefined;
}

/** Reads a member of the list of workflows. Never throws; what cannot be read is undefined. Its input, which may have passwords, is left out. */
export function readWorkflow(workflow: Workflow): WorkflowState {
  const word = textOf(workflow.status);
  return {
    workflowId: textOf(workflow.id),
    workflowName: textOf(workflow.name),
    type: textOf(workflow.type),
    description: textOf(workflow.description),
    word,
    meaning: meaningOf(word),
    lastExecutionId: textOf(workflow.last_execution_id),
    lastStartedAt: timeOf(workflow.last_execution_start_time),
    lastStartedBy: textOf(workflow.last_execute_by),
    lastEndedAt: timeOf(workflow.last_execution_end_time),
    createdAt: timeOf(workflow.create_time),
    createdBy: textOf(workflow.create_by),
    updatedAt: timeOf(workflow.update_time),
  };
}
