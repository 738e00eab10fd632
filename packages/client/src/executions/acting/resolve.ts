import { type CallError, type CallOptions, InvalidInputError, monotonicMs } from "@aom-workflow/http";
import type { Reader } from "../reader.ts";
import { type ExecutionState, readExecution } from "../reading/execution-state.ts";
import { type Verdict, verdictOf } from "../rules/verdict.ts";
import { type Doubt, doubtOf } from "./doubt.ts";
import { pause } from "./pause.ts";

/** How doubt is resolved. */
export interface ResolveOptions extends Pick<CallOptions, "signal" | "timeout" | "deadline"> {
  /**
   * How long after the failure the state must still look as it did before `not-applied` is concluded, in milliseconds, 0 to 600000: the
   * service may act on a request after the connection is lost. Default: 5000.
   */
  readonly settle?: number | undefined;
}

/** What was found out about an action that ended as `unknown`, with the evidence. */
export interface Resolution {
  readonly verdict: Verdict;
  /** Why, as a sentence. */
  readonly reason: string;
  readonly before: ExecutionState | undefined;
  /** The state that was read; nothing where it could not be read. */
  readonly now: ExecutionState | undefined;
  readonly readAt: Date;
  /** Why the state could not be read. */
  readonly error: CallError | undefined;
}

/**
 * Finds out whether an action was applied of which that is not known, by reading the execution again. Claims only what the states before
 * and after prove; without the state before (`check` or `wait`) that is nothing. Never sends the action again.
 *
 * @param subject the error of the action, or the action itself
 * @throws InvalidInputError for an error that is not about an action, or one that says itself what became of it
 */
export async function resolve(reader: Reader, subject: unknown, options: ResolveOptions = {}): Promise<Resolution> {
  const { settle = 5000, signal, timeout, deadline } = options;
  if (!(typeof settle === "number" && settle >= 0 && settle <= 600_000))
    throw new InvalidInputError("settle", "must be a number of milliseconds from 0 to 600000");
  const doubt = checked(subject);
  const { before } = doubt;
  const settledAt = ("notedAt" in doubt ? (doubt.notedAt as number) : monotonicMs()) + settle;
  while (true) {
    const { projectId, workflowId, executionId } = doubt;
    const answer = await reader.safe.getExecution({ projectId, workflowId, executionId }, { signal, timeout, deadline });
    const readAt = new Date();
    if (!answer.ok) return { verdict: "still-unknown", reason: unread(answer.error), before, now: undefined, readAt, error: answer.error };
    const now = readExecution(answer.data);
    const verdict = verdictOf(doubt, before, now);
    const left = settledAt - monotonicMs();
    if (verdict === "applied" || left <= 0 || before === undefined)
      return { verdict, reason: reasonOf(verdict, doubt, now), before, now, readAt, error: undefined };
    await pause(Math.min(left, 1000), signal);
    if (signal?.aborted) return { verdict: "still-unknown", reason: "The signal ended it.", before, now, readAt, error: undefined };
  }
}

function checked(subject: unknown): Doubt {
  const doubt = doubtOf(subject) ?? (isDoubt(subject) ? subject : undefined);
  if (doubt === undefined)
    throw new InvalidInputError("error", "must be the error of restart, skip, continue or stopExecution, or such an action");
  const { outcome } = subject as { readonly outcome?: unknown };
  if (outcome !== undefined && outcome !== "unknown")
    throw new InvalidInputError("error", `says itself what became of the action: ${outcome}`);
  return doubt;
}

function isDoubt(value: unknown): value is Doubt {
  const { action, workflowId, executionId } = { ...(value as Partial<Doubt> | undefined) };
  return [action, workflowId, executionId].every((each) => typeof each === "string");
}

function unread({ summary }: CallError): string {
  return `The state of the execution could not be read. ${summary}`;
}

function reasonOf(verdict: Verdict, { action, nodeId, before }: Doubt, { word }: ExecutionState): string {
  const [what, state] = [nodeId === undefined ? "the execution" : `the node ${nodeId}`, `The execution is "${word}" now`];
  if (verdict === "applied") return `${state}, which shows that ${action} of ${what} has taken effect.`;
  if (verdict === "not-applied") return `${state}, which shows that ${action} of ${what} has not taken effect.`;
  if (before === undefined) return `${state}. The state before is not known, so that proves nothing.`;
  return `${state}. That does not prove whether ${action} of ${what} was applied.`;
}
