import type { AnyCallError, CallOptions } from "@aom-workflow/http";
import { listenToSignal, monotonicMs, sleep } from "@aom-workflow/http/internal";
import { executionsOf } from "../lists/executions-of.ts";
import type { Reader } from "../reader.ts";
import type { ExecutionState } from "../reading/execution-state.ts";
import { stateName } from "../reading/state-words.ts";
import { isPermanent } from "./wait.ts";

/** What later reads show about a call that may have begun an execution. */
export interface BegunSince {
  /** Executions of the workflow that have begun since the call, the earliest first. This does not show which of them it began, if any. */
  readonly executions: readonly ExecutionState[];
  /** The evidence, as a sentence. */
  readonly reason: string;
}

/**
 * Looks for the executions of a workflow that have begun since a call whose outcome is unknown, until one is there. Never begins one.
 *
 * @param since when the call was made, by this machine's clock; times of executions are compared by the `Date` of the response
 * @param options `settle`: how long to look, in milliseconds; default 5000
 */
export async function begunSince(
  { safe }: Pick<Reader, "safe">,
  workflow: { readonly projectId?: string | undefined; readonly workflowId: string },
  since: Date,
  { settle = 5000, signal }: Pick<CallOptions, "signal"> & { readonly settle?: number },
): Promise<BegunSince> {
  const until = monotonicMs() + settle;
  const caller = listenToSignal(signal);
  try {
    for (;;) {
      const list = await readList(safe, workflow, signal);
      const executions = list.ok ? begunAfter(since, list.executions, list.date) : [];
      const left = until - monotonicMs();
      if (executions.length > 0 || left <= 0 || caller?.aborted || (!list.ok && isPermanent(list.error)))
        return {
          executions,
          reason: list.ok ? textOf(executions) : `The executions of the workflow could not be read. ${list.error.summary}`,
        };
      await sleep(Math.min(left, 1000), caller);
    }
  } finally {
    caller?.release();
  }
}

function begunAfter(since: Date, executions: readonly ExecutionState[], date: string | undefined): readonly ExecutionState[] {
  // Dated by the second and read after the response was on its way, this is rather too little.
  const ahead = Date.parse(date ?? "") - Date.now() || 0;
  return executions
    .flatMap(({ startedAt, ...others }) => (startedAt && startedAt.getTime() >= since.getTime() + ahead ? { ...others, startedAt } : []))
    .sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
}

async function readList(safe: Reader["safe"], workflow: Parameters<Reader["safe"]["listExecutions"]>[0], signal: CallOptions["signal"]) {
  const answer = await safe.listExecutions(workflow, { signal });
  if (!answer.ok) return answer;
  try {
    return { ok: true, executions: executionsOf(answer), date: answer.headers.date } as const;
  } catch (error) {
    return { ok: false, error: error as AnyCallError } as const;
  }
}

function textOf(begun: readonly ExecutionState[]): string {
  if (begun.length === 0)
    return "No execution of the workflow has started since, which proves nothing: the service may still act on the request.";
  const [subject, verb] = begun.length === 1 ? ["1 execution", "has"] : [`${begun.length} executions`, "have"];
  const each = begun.map((execution) => `${execution.executionId} (${execution.startedAt?.toISOString()}, ${stateName(execution)})`);
  return `${subject} of the workflow ${verb} started since, by this call or another: ${each.join(", ")}.`;
}
