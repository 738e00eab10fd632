import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";

/** Waits, and then until the event loop has read all that came meanwhile: what crosses the next request on its way looks like its answer. */
export async function rest(milliseconds: number): Promise<void> {
  await sleep(milliseconds);
  await turn();
  await turn();
}
