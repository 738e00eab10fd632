import { readFileSync } from "node:fs";
import { piecesOf } from "../../src/node/record.ts";
import type { Planned, Scene } from "./scene.ts";

const minute = 60_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Suspends a process for a minute between its intents and its requests: its reads are too old then, so it reads again.
 *
 * @param at the system call that is delayed, so that there is time to suspend it: the sync of the first intents, or connecting after it
 */
export async function standStill(scene: Scene, plan: Planned, at: "fdatasync" | "connect") {
  // Calls are counted by thread. The first four connections are those that read.
  const injection = at === "fdatasync" ? "inject=fdatasync:delay_exit=5000000:when=1..2" : "inject=connect:delay_enter=5000000:when=5..8";
  const path = at === "fdatasync" ? ["-P", plan.path] : [];
  const ended = scene.broken(plan, at, [...path, "-e", injection]);
  const problems: string[] = [];
  while (!notesOf(plan).some(({ type }) => type === "intent")) await pause(20);
  await pause(500);
  const pids = notesOf(plan).flatMap((note) => (note.type === "session" ? note.pid : []));
  const pid = pids.at(-1) as number;
  process.kill(pid, "SIGSTOP");
  const claimed = notesOf(plan).flatMap((note) => (note.type === "intent" ? note.executionId : []));
  await pause(minute);
  const before = claimed.filter((id) => scene.sent.has(id));
  process.kill(pid, "SIGCONT");
  if ((await ended) !== "passed") problems.push(`Stopped at ${at}: it did not go on.`);
  const deferred = notesOf(plan).filter((note) => note.type === "settled" && note.ending === "deferred" && note.status === undefined);
  if (claimed.length === 0 || before.length > 0) problems.push(`Stopped at ${at}: ${before.length} of ${claimed.length} had been sent.`);
  if (deferred.length < claimed.length) problems.push(`Stopped at ${at}: only ${deferred.length} of ${claimed.length} were read again.`);
  return { plan, problems };
}

function notesOf({ path }: Planned) {
  return [...piecesOf(readFileSync(path), false)].flatMap((piece) => (piece.kind === "record" ? piece.record.note : []));
}
