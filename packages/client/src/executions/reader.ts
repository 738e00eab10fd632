import type { Methods, SafeMethods } from "@aom-workflow/http";
import type { AomOperations } from "@aom-workflow/types";
import type { Warning } from "../call/hooks.ts";

type ReadOperations = Pick<AomOperations, "listWorkflows" | "listExecutions" | "getExecution">;

/** Reads workflows and executions, and warns of what may be wrong with what was read. */
export interface Reader extends Methods<ReadOperations> {
  readonly safe: SafeMethods<ReadOperations>;
  readonly warn: (warning: Warning) => void;
}

/** Names an execution. */
export interface ExecutionIds {
  /** IAM project; by default the client's. */
  readonly projectId?: string | undefined;
  readonly workflowId: string;
  readonly executionId: string;
}
