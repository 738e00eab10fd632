import fc from "fast-check";
import { transports } from "../transports.ts";
import { type Outcomes, playSchedule } from "./play-schedule.ts";
import { schedules } from "./schedule.ts";
import { startStrayServer } from "./stray-server.ts";

/**
 * Plays random schedules of calls and stray answers over each transport, and prints a line for each of what came of them. A process of its
 * own, so that any Node can execute it. Arguments: number of schedules for each transport, seed.
 */
const [runs, seed] = process.argv.slice(2).map(Number);

for (const sending of transports) {
  const server = await startStrayServer();
  const outcomes: Outcomes = {};
  const property = fc.asyncProperty(schedules, (schedule) => playSchedule(schedule, server, sending, outcomes));
  const { numRuns, failed, counterexample, errorInstance } = await fc.check(property, { numRuns: runs, seed } as fc.Parameters<unknown>);
  server.close();
  sending.options.transport?.close?.();
  const problem = failed ? `${errorInstance} ${JSON.stringify(counterexample)}` : null;
  const played = { node: process.version, transport: sending.name, schedules: numRuns, ...server.counts, outcomes, problem };
  process.stdout.write(`${JSON.stringify(played)}\n`);
}
