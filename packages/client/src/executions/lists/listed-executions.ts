import type { AnyCallError, CallOptions } from "@aom-workflow/http";
import { invalidReading } from "@aom-workflow/http/internal";
import type { Workflow } from "@aom-workflow/types";
import type { Reader } from "../reader.ts";
import type { ExecutionState } from "../reading/execution-state.ts";
import { textOf, timeOf } from "../reading/lenient.ts";
import { executionsOf } from "./executions-of.ts";
import { flat, inOrder } from "./in-order.ts";
import { byLastStart, workflowPages } from "./workflows.ts";

/** A workflow whose executions, or an execution whose state, could not be read. */
export interface UnreadExecution {
  /** Undefined for a workflow that the list gives without an id. */
  readonly workflowId: string | undefined;
  readonly workflowName: string | undefined;
  /** Undefined if the executions of the workflow could not be listed, or the list gives this one without an id. */
  readonly executionId: string | undefined;
  readonly error: AnyCallError;
}

/** An execution as the list of its workflow has it. */
export interface ListedExecution {
  readonly workflow: Workflow;
  readonly workflowId: string;
  readonly executionId: string;
  readonly listed: ExecutionState;
}

/** Where executions are listed, and how. */
export interface Listing extends Pick<CallOptions, "signal" | "timeout" | "deadline"> {
  /** Id of the only workflow to look at; default: all of the project. */
  readonly workflow?: string | undefined;
  /** Only executions that began at or after this time, in milliseconds since 1970, or whose time cannot be read. */
  readonly since?: number | undefined;
  /** Number of concurrent requests. */
  readonly concurrency?: number | undefined;
  /** IAM project; by default the client's. */
  readonly projectId?: string | undefined;
}

/** The executions of a project that are wanted, by the lists of their workflows, the workflow that started last first. Those that could not be read is among them. */
export async function* listedExecutions(
  reader: Reader,
  listing: Listing,
  wants: (listed: ExecutionState) => boolean,
): AsyncGenerator<ListedExecution | UnreadExecution, void, undefined> {
  const { projectId, since, concurrency = 4, signal, timeout, deadline } = listing;
  yield* flat(inOrder(toLookAt(reader, listing), concurrency, listOf));

  async function listOf(workflow: Workflow | UnreadExecution): Promise<readonly (ListedExecution | UnreadExecution)[]> {
    if ("error" in workflow) return [workflow];
    const { id: workflowId = "", name: workflowName } = workflow;
    const unread = (error: AnyCallError) => ({ workflowId, workflowName, executionId: undefined, error });
    const list = await reader.safe.listExecutions({ projectId, workflowId }, { signal, timeout, deadline });
    if (!list.ok && signal?.aborted) throw list.error;
    if (!list.ok) return [unread(list.error)];
    let executions: readonly ExecutionState[];
    try {
      executions = executionsOf(list);
    } catch (error) {
      return [unread(error as AnyCallError)];
    }
    return executions.flatMap((listed) => {
      const { executionId, startedAt, word: status } = listed;
      const isEarlier = since !== undefined && startedAt !== undefined && startedAt.getTime() < since;
      if (isEarlier || !wants(listed)) return [];
      if (executionId === undefined) return unread(invalidReading(list, "an execution of the list has no id", { status }));
      return { workflow, workflowId, executionId, listed };
    });
  }
}

/**
 * The workflows that may have such executions, the one that started last first. One whose latest execution began earlier than `since` has
 * none. All are listed before the first is looked at, in an order in which none can move to another page meanwhile.
 */
async function* toLookAt(
  reader: Reader,
  { workflow, projectId, since, signal, timeout, deadline }: Listing,
): AsyncGenerator<Workflow | UnreadExecution, void, undefined> {
  if (workflow !== undefined) return yield { id: workflow };
  const found: Workflow[] = [];
  const unread: UnreadExecution[] = [];
  for await (const { workflows, answer } of workflowPages(reader, { projectId, signal, timeout, deadline })) {
    for (const each of workflows) {
      const latest = timeOf(each.last_execution_start_time);
      const [id, workflowName] = [textOf(each.id), textOf(each.name)];
      if (since !== undefined && latest !== undefined && latest.getTime() < since) continue;
      if (id !== undefined) found.push({ ...each, id });
      else {
        const error = invalidReading(answer, "a workflow of the list has no id", { name: workflowName });
        unread.push({ workflowId: undefined, workflowName, executionId: undefined, error });
      }
    }
  }
  yield* found.sort(byLastStart);
  yield* unread;
}
