import type { ActResult, Resolution } from "@aom-workflow/client";
import { isOlder, type Played, saysNothing, type WrongClaim, wasDone, wrongClaims } from "./referee.ts";
import { newRecording, nodeOf, type Service } from "./service.ts";
import type { CallStep, Sequence } from "./steps.ts";

const methods = { restart: "restart", skip: "skip", continue: "continue", stop: "stopExecution" } as const;
const longEnough = 3_600_000;

/** What sequences add up to. */
export class Tally {
  /** Wrong claims by kind, with the first few of each. */
  readonly wrong: Record<string, { count: number; readonly examples: string[] }> = {};
  readonly ends: Record<string, number> = {};
  /** Where nobody else acts and readings are right: how many actions were done but their answer lost, and how many were found out. */
  readonly lost: Record<string, number> & { done: number; resolved: number } = { done: 0, resolved: 0 };
  /** In the same sequences: how many waits there were, and how many ran out although there was something to say. */
  waits = 0;
  silent = 0;

  note(kind: string, example: string): void {
    const { [kind]: known = { count: 0, examples: [] } } = this.wrong;
    this.wrong[kind] = known;
    known.count++;
    if (known.examples.length < 10) known.examples.push(example);
  }

  count(what: Record<string, number>, key: string): void {
    what[key] = (what[key] ?? 0) + 1;
  }
}

/** Plays a sequence. @returns what the client claimed and is not so */
export async function play({ isAlone, steps }: Sequence, service: Service, tally: Tally): Promise<WrongClaim[]> {
  const calls: Played[] = [];
  service.pass(60_000);
  for (const step of steps) {
    if (step.kind === "operator") service.operate(step.operator);
    else calls.push(await playCall(step, service));
  }
  service.pass(longEnough);
  const atLast = service.look();
  return calls.flatMap((played) => {
    count(played, tally, isAlone);
    return wrongClaims(played, atLast);
  });
}

async function playCall(step: CallStep, service: Service): Promise<Played> {
  const { passes, check, wait, settle } = step;
  const { ids } = service;
  service.pass(passes);
  const start = service.look();
  const nodeId = nodeOf(step.nodeId, start);
  const isPausing = start.nodes.some((node) => node.nodeId === nodeId && node.status === "pausing");
  const action = actionOf(step.action, isPausing);
  const recording = newRecording();
  let result: ActResult;
  let resolution: Resolution | undefined;
  let afterCall = service.look();
  await service.during(step, recording, async () => {
    result = await service.aom.safe[methods[action]]({ ...ids, nodeId }, { check, ...(wait && { wait: service.waitFor(wait) }) });
    afterCall = service.look();
    if (result.ok || result.outcome !== "unknown") return;
    resolution = await service.aom.resolve(result.error, { settle: service.settleFor(settle) });
  });
  return { action, nodeId, ids, result: result!, resolution, recording, afterCall, afterResolve: service.look() };
}

function actionOf(action: CallStep["action"], isPausing: boolean): Played["action"] {
  if (action === "restartable") return isPausing ? "continue" : "restart";
  if (action === "skippable") return isPausing ? "continue" : "skip";
  return action;
}

function count(played: Played, tally: Tally, isAlone: boolean): void {
  const { action, nodeId, result, resolution, recording, afterResolve } = played;
  tally.count(tally.ends, resolution ? `resolved as ${resolution.outcome}` : result.outcome);
  if (resolution?.outcome === "applied" && isOlder(played)) tally.count(tally.ends, `resolved as applied, by an older ${action}`);
  if (result.ok && result.waited) tally.count(tally.ends, `waited: ${result.waited.end}`);
  if (!isAlone) return;
  if (result.ok && result.waited) tally.waits++;
  if (saysNothing(played, 40_000)) tally.silent++;
  if (resolution?.before === undefined || !recording.posts.some((post) => wasDone(post, action, nodeId, afterResolve))) return;
  tally.count(tally.lost, "done");
  tally.count(tally.lost, resolution.outcome === "applied" ? "resolved" : `not resolved: ${action}`);
}
