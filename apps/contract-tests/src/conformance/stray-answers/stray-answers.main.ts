import fc from "fast-check";
import { transports } from "../transports.ts";
import { type Outcomes, playSchedule } from "./play-schedule.ts";
import { schedules } from "./schedule.ts";
import { startStrayServer } from "./stray-server.ts";

/**
 * Plays random schedules of calls and stray answers and prints what came of them. A process of its own, so that any Node can execute it.
 * Arguments: name of the transport, number of schedules, seed.
 */
const [name, runs, seed] = process.argv.slice(2);
const sending = transports.find((each) => each.name === name);
if (!sending) throw new Error(`There is no transport ${name}.`);

const server = await startStrayServer();
const outcomes: Outcomes = {};
const property = fc.asyncProperty(schedules, (schedule) => playSchedule(schedule, server, sending, outcomes));
const { numRuns, failed, counterexample, errorInstance } = await fc.check(property, { numRuns: Number(runs), seed: Number(seed) });
server.close();
sending.options.transport?.close?.();
const problem = failed ? `${errorInstance} ${JSON.stringify(counterexample)}` : null;
process.stdout.write(JSON.stringify({ node: process.version, transport: name, schedules: numRuns, ...server.counts, outcomes, problem }));
