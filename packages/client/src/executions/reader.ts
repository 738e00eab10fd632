import type { Methods, SafeMethods } from "@aom-workflow/http";
import type { AomOperations } from "@aom-workflow/types";
import type { Warning } from "../call/hooks.ts";

type ReadOperations = Pick<AomOperations, "listWorkflows" | "listExecutions" | "getExecution">;

/** Reads workflows and executions, and warns if the result may be incomplete. */
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
