import { setTimeout as sleep } from "node:timers/promises";
import { type ExecutionState, hasEnded, readExecution } from "@aom-workflow/client/executions";
import { localTime } from "../../output/text/local-time.ts";
import { oneLine } from "../../output/text/printable.ts";
import { unlessAborted } from "../../terminal/unless-aborted.ts";

/** What watching needs of its surroundings. */
export interface Watching {
  /** Reads the execution; what it throws ends the watch. */
  readonly read: () => Promise<unknown>;
  /** Is given each state that differs from the one before. */
  readonly onChange: (execution: ExecutionState, before: ExecutionState | undefined) => Promise<unknown>;
  readonly signal: AbortSignal;
}

const pauseMs = 2000;

/** Reads an execution again and again until it has ended. @throws the reason of the signal when the person interrupts */
export async function watch({ read, onChange, signal }: Watching): Promise<void> {
  let before: ExecutionState | undefined;
  while (true) {
    const now = readExecution(await read());
    if (before === undefined || JSON.stringify(now) !== JSON.stringify(before)) await onChange(now, before);
    before = now;
    if (hasEnded(now.meaning)) return;
    await unlessAborted(sleep(pauseMs), signal);
  }
}

/** What has changed, a line each: that of the execution, and of each node that is in another state. */
export function changeLines(now: ExecutionState, before: ExecutionState | undefined, time: Date): readonly string[] {
  const words = new Map(before?.nodes.map(({ id, word }) => [id, word]));
  const nodes = now.nodes
    .filter(({ id, word }) => word !== undefined && word !== words.get(id))
    .map(({ id, word }) => `node ${id}: ${word}`);
  const whole = now.word === before?.word ? [] : [`execution: ${now.word ?? "no state"}`];
  return [...nodes, ...whole].map((line) => oneLine(`${localTime(time)}  ${line}`));
}
