import type { ActResult, ExecutionState, Resolution, WaitEnd } from "@aom-workflow/client";
import type { SimulatedExecution } from "@aom-workflow/mock";
import type { Post, Recording, Seen, Service } from "./service.ts";

/** A call as the client tells it, and as the service knows it. */
export interface Played {
  readonly action: "restart" | "skip" | "continue" | "stop";
  readonly nodeId: string;
  readonly ids: Service["ids"];
  readonly result: ActResult;
  /** What `resolve` said of a call that ended as unknown. */
  readonly resolution: Resolution | undefined;
  readonly recording: Recording;
  /** How the execution stood once the call had ended, and once the doubt was resolved. */
  readonly afterCall: SimulatedExecution;
  readonly afterResolve: SimulatedExecution;
}

/** Something that the client claimed and that is not so. */
export interface WrongClaim {
  readonly kind: string;
  readonly detail: string;
}

/** Every wrong claim of a call. `atLast` is the execution once everything late has happened. */
export function wrongClaims(played: Played, atLast: SimulatedExecution): readonly WrongClaim[] {
  return [...ofAnswer(played, atLast), ...ofWait(played), ...ofResolution(played)];
}

function* ofAnswer({ result, recording: { posts }, action, nodeId, ids }: Played, atLast: SimulatedExecution): Generator<WrongClaim> {
  const processed = posts.filter(({ isProcessed }) => isProcessed);
  if (result.ok && isAnothers(result.before, ids)) yield { kind: "check reads another execution", detail: `${result.before?.executionId}` };
  const said = result.ok ? "applied" : `${result.outcome}: ${result.error.summary}`;
  if (processed.length > 1) yield { kind: "done twice", detail: `${processed.length} requests of one call may have been acted on` };
  if (!result.ok && result.error.code === "state-refused" && posts.length > 0)
    yield { kind: "sent after a refusal", detail: `${posts.length} requests after ${said}` };
  const isDone = posts.some((post) => wasDone(post, action, nodeId, atLast));
  if (result.ok && !isDone) yield { kind: "applied by answer, without effect", detail: said };
  if (!result.ok && result.outcome !== "unknown" && isDone) yield { kind: "refused by answer, but done", detail: said };
}

function* ofResolution({ action, nodeId, ids, resolution, afterResolve }: Played): Generator<WrongClaim> {
  if (resolution === undefined) return;
  const { outcome, by, before, now } = resolution;
  const sent = `${action} of ${nodeId}`;
  for (const state of [before, now])
    if (isAnothers(state, ids)) yield { kind: "resolve reads another execution", detail: `${state?.executionId}` };
  if (outcome === "applied" && !hasEffect(action, nodeId, before, afterResolve))
    yield { kind: "resolve: applied, without effect", detail: `${sent}; history ${historyOf(afterResolve)}` };
  if (outcome === "applied" && by !== "this-or-another") yield { kind: "resolve: applied, without saying by whom", detail: `by: ${by}` };
}

function* ofWait(played: Played): Generator<WrongClaim> {
  const { action, nodeId, ids, result, recording, afterCall } = played;
  if (!result.ok || result.waited === undefined) return;
  const { end, after } = result.waited;
  const detail = `${action} of ${nodeId}: ${end}; then ${afterCall.state}, stopped at ${afterCall.stoppedAt}; history ${historyOf(afterCall)}`;
  if (isAnothers(after, ids)) yield { kind: "wait reads another execution", detail: `${after?.executionId}` };
  const unread = recording.readings.slice(recording.readings.lastIndexOf(200) + 1);
  if (end === "unread" && unread.filter((status) => status === 404 || status === 500).length < 2)
    yield { kind: "wait: unread after one reading", detail };
  if (isClaim(end) && !sinceAction(played).some(({ execution }) => isTrue(end, played, execution)))
    yield { kind: `wait: wrong ${end}`, detail };
}

type Claim = (typeof claims)[number];

const claims = ["ended", "moved-on", "stopped-again", "waits-elsewhere"] as const;

function isClaim(end: WaitEnd): end is Claim {
  return claims.includes(end as Claim);
}

/** What had been done when the request came. Answers are dated by the second, so the second before it looks like what it caused. */
function doneBefore({ posts }: Recording): SimulatedExecution["history"] {
  const { before, actsAt } = posts.at(-1)!;
  return before.history.filter(({ at }) => at <= actsAt - 1_000);
}

/** What the service knows of the execution from the action on. */
function sinceAction({ recording, afterCall }: Played): readonly Seen[] {
  const { length } = doneBefore(recording);
  const since = recording.seen.filter(({ execution }) => execution.history.length > length);
  return [...since, { at: Number.POSITIVE_INFINITY, execution: afterCall }];
}

/** Was it so at this moment? */
function isTrue(end: Claim, { action, nodeId, recording }: Played, seen: SimulatedExecution): boolean {
  const { begun, history } = recording.posts.at(-1)!.before;
  const recent = history.slice(doneBefore(recording).length);
  const isNew = (id: string) => (seen.begun[id] ?? 0) > (begun[id] ?? 0) - recent.filter((each) => isOf(each, "restart", id)).length;
  const isRunning = seen.nodes.some(({ status }) => status === "running");
  if (end === "ended") return ended.has(seen.state);
  if (end === "moved-on") return isRunning && isDone(action, nodeId, seen, isNew);
  if (seen.state === "failedOnHosts") return isDone(action, nodeId, seen, isNew);
  if (end === "stopped-again") return seen.stoppedAt.some(isNew);
  return !isRunning && isDone(action, nodeId, seen, isNew) && seen.stoppedAt.some((id) => id !== nodeId);
}

/** Did a wait run out although for so many milliseconds there had been something to say? */
export function saysNothing(played: Played, forMs: number): boolean {
  const { result, recording } = played;
  if (!result.ok || result.waited === undefined || isClaim(result.waited.end)) return false;
  const last = recording.seen.at(-1)?.at ?? 0;
  return sinceAction(played).some(({ at, execution }) => at < last - forMs && claims.some((claim) => isTrue(claim, played, execution)));
}

const ended = new Set<SimulatedExecution["state"]>(["success", "canceled", "approvalFailed", "failedOnHosts"]);

/** Has the node been left behind by this action? */
function isDone(action: Played["action"], nodeId: string, seen: SimulatedExecution, isNew: (id: string) => boolean): boolean {
  const isSkipped = seen.history.some((each) => isOf(each, "skip", nodeId));
  // A node that somebody skipped after its new run reads like one that succeeded.
  if (action === "restart")
    return isNew(nodeId) && (isSkipped || seen.nodes.some((node) => node.nodeId === nodeId && node.status === "success"));
  return seen.history.some((each) => each.action === action && each.nodeId === nodeId);
}

/** Was the request acted on, at once or late? */
export function wasDone({ actsAt, isProcessed }: Post, action: string, nodeId: string, atLast: SimulatedExecution): boolean {
  return isProcessed && atLast.history.some((each) => each.by === "request" && each.at === actsAt && isOf(each, action, nodeId));
}

/** Is the effect there, by whomever, that the client had not read before? The id of a run begins with its number. */
function hasEffect(action: string, nodeId: string, before: ExecutionState | undefined, { begun, history }: SimulatedExecution): boolean {
  if (before === undefined) return false;
  if (action === "stop") return history.some((each) => each.action === "stop");
  const runs = before.nodes.find(({ id }) => id === nodeId)?.runs ?? [];
  const shown = Math.max(1, ...runs.map(({ id = "1" }) => Number.parseInt(id, 10)));
  if (action === "restart") return (begun[nodeId] ?? 0) > shown;
  let run = 1;
  return history.some((each) => {
    if (isOf(each, "restart", nodeId)) run++;
    return isOf(each, action, nodeId) && run >= shown;
  });
}

/** Is the only effect of this kind older than the request? The state that the client read first was a stale one then. */
export function isOlder({ action, nodeId, recording, afterResolve }: Played): boolean {
  const { history } = recording.posts[0]?.before ?? afterResolve;
  return !afterResolve.history.slice(history.length).some((each) => isOf(each, action, nodeId));
}

function isOf(applied: SimulatedExecution["history"][number], action: string, nodeId: string): boolean {
  return applied.action === action && (action === "stop" || applied.nodeId === nodeId);
}

function isAnothers(state: ExecutionState | undefined, { executionId, workflowId }: Service["ids"]): boolean {
  return state !== undefined && (state.executionId !== executionId || state.workflowId !== workflowId);
}

function historyOf({ history }: SimulatedExecution): string {
  return history.map(({ action, nodeId, by }) => [action, nodeId, by].filter(Boolean).join(" ")).join(", ");
}
