import { type CallOptions, InvalidInputError } from "@aom-workflow/http";
import { type OptionKinds, readOptions } from "@aom-workflow/http/internal";
import type { Reader } from "../reader.ts";
import { readExecution } from "../reading/execution-state.ts";
import type { FailedHost } from "../reading/failed-hosts.ts";
import { textOf } from "../reading/lenient.ts";
import { readState } from "../reading/read-state.ts";
import { chosenState, type Meaning, stateWords, type VendorWord } from "../reading/state-words.ts";
import { type PossibleAction, type Waiting, waitingFor } from "../rules/waiting.ts";
import { flat, inOrder } from "./in-order.ts";
import { type ListedExecution, listedExecutions, type UnreadExecution } from "./listed-executions.ts";

/** A state in which an execution waits: our name of it, or the vendor's word. */
export type WaitingWord = Waiting["state"] | VendorWord;

/** Which executions, and how they are read. */
export interface StoppedExecutionsOptions extends Pick<CallOptions, "signal" | "timeout" | "deadline"> {
  /**
   * Only executions that began at or after this time; a `Date`, or milliseconds since 1970. Default: all. One whose time cannot be read is
   * kept.
   */
  readonly since?: Date | number | undefined;
  /** Id of the only workflow to look at. Default: all of the project. */
  readonly workflow?: string | undefined;
  /** Id or name of the node that they wait at. Default: any, or none. */
  readonly node?: string | undefined;
  /** The state they are in: our name for it, such as `failed`, or the vendor's word, such as `fail`. Default: anything. */
  readonly status?: WaitingWord | readonly WaitingWord[] | undefined;
  /** Number of concurrent requests, 1 to 32. Default: 4. */
  readonly concurrency?: number | undefined;
  /** IAM project; by default the client's. */
  readonly projectId?: string | undefined;
}

const optionKinds: OptionKinds<StoppedExecutionsOptions> = {
  since: "value",
  workflow: "value",
  node: "value",
  status: "value",
  concurrency: { from: 1, to: 32, what: "an integer" },
  projectId: "value",
  signal: "value",
  timeout: "checked",
  deadline: "checked",
};

/** A node that needs attention; the execution itself if no node is known. */
export interface StoppedExecution {
  readonly workflowId: string;
  readonly workflowName: string | undefined;
  readonly executionId: string;
  /** Its state as the vendor says it. */
  readonly word: string | undefined;
  /** What it waits for, in our words. */
  readonly state: Waiting["state"];
  readonly nodeId: string | undefined;
  readonly nodeName: string | undefined;
  /** Since when it waits. */
  readonly since: Date | undefined;
  readonly startedAt: Date | undefined;
  readonly startedBy: string | undefined;
  readonly failedHosts: readonly FailedHost[];
  /** The possible actions, each with its reason; empty if no action of this API helps. */
  readonly actions: readonly PossibleAction[];
  /** Why it waits, as a sentence. */
  readonly reason: string;
  readonly error?: undefined;
}

/**
 * The executions of a project that need attention, once for each node that waits: they failed, paused, wait for an approval, or are in a state
 * that is not known.
 * Reads the workflows, then lazily the executions of each, and the state of each that seems to wait. An execution that could not be read or has
 * no id is among the results, with its `error`, so that one missing permission does not hide the others. A list of workflows that may be
 * incomplete is a warning (`list-incomplete`) to `onWarning`.
 *
 * @throws InvalidInputError, InvalidResponseError if the workflows are not a list, what `listWorkflows` throws, and the caller's abort
 */
export async function* stoppedExecutions(
  reader: Reader,
  given: StoppedExecutionsOptions = {},
): AsyncGenerator<StoppedExecution | UnreadExecution, void, undefined> {
  const options = readOptions(given, optionKinds);
  const { status, concurrency = 4 } = options;
  const since = checkedTime(options.since);
  const wanted = status === undefined ? undefined : chosenStates(status);
  const limits = { signal: options.signal, timeout: options.timeout, deadline: options.deadline };
  const found = listedExecutions(reader, { ...options, since, concurrency }, (listed) => waitingFor(listed).length > 0);
  for await (const row of flat(inOrder(found, concurrency, async (each) => ("error" in each ? [each] : await rowsOf(each))))) {
    if (row.error !== undefined || ((wanted?.has(row.state) ?? true) && isAt(row))) yield row;
  }

  function isAt({ nodeId, nodeName }: StoppedExecution): boolean {
    return options.node === undefined || nodeId === options.node || nodeName === options.node;
  }

  async function rowsOf({
    workflow,
    workflowId,
    executionId,
    listed,
  }: ListedExecution): Promise<readonly (StoppedExecution | UnreadExecution)[]> {
    const reading = await readState(reader, { projectId: options.projectId, workflowId, executionId }, limits);
    const workflowName = textOf(workflow.name) ?? listed.workflowName;
    if (!reading.ok && limits.signal?.aborted) throw reading.error;
    if (!reading.ok) return [{ workflowId, workflowName, executionId, error: reading.error }];
    const execution = reading.state;
    const isLatest = workflow.last_execution_id === executionId;
    return waitingFor(execution).map(({ state, node, since, actions, reason }) => ({
      workflowId,
      workflowName: workflowName ?? execution.workflowName,
      executionId,
      word: execution.word,
      state,
      nodeId: node?.id,
      nodeName: node?.name,
      since,
      startedAt: execution.startedAt ?? listed.startedAt,
      startedBy: execution.startedBy ?? listed.startedBy ?? (isLatest ? textOf(workflow.last_execute_by) : undefined),
      failedHosts: node?.failedHosts ?? [],
      actions,
      reason,
    }));
  }
}

/** @throws InvalidInputError for a state in which nothing waits, and for none at all */
function chosenStates(status: unknown): ReadonlySet<Meaning> {
  const waiting = stateWords.filter(({ word }) => waitingFor(readExecution({ status: word })).length > 0);
  const states = [...waiting, { word: "unknown", meaning: "unknown" as const }];
  const chosen = [status].flat();
  return new Set((chosen.length > 0 ? chosen : [undefined]).map((each) => chosenState(each, states).meaning));
}

function checkedTime(since: unknown): number | undefined {
  if (since === undefined) return undefined;
  // By its shape: a Date of another realm is not an `instanceof Date`.
  const time: unknown = typeof since === "object" ? (since as Partial<Date> | null)?.getTime?.() : since;
  if (typeof time === "number" && Number.isFinite(time)) return time;
  throw new InvalidInputError("since", "must be a Date, or a number of milliseconds since 1970");
}
