import { nodeTransport } from "@aom-workflow/client/node";
import fc from "fast-check";
import { connectProxy } from "../../../../../tools/lab/connect-proxy.ts";
import { type Sending, transports } from "../transports.ts";
import { playSchedule, Tally } from "./play-schedule.ts";
import { schedules } from "./schedule.ts";
import { startStrayServer } from "./stray-server.ts";

/**
 * Plays random schedules of calls and stray answers over a transport, and prints the results. A process of its own, so that any Node
 * can execute it. Arguments: name of the transport, calls, seed.
 */
const [, , name, calls, seed] = process.argv;

const proxy = await connectProxy("tunnel");
const sendings: readonly Sending[] = [
  { name: "default", options: {}, provesNotSent: true },
  ...transports,
  { name: "through a proxy", options: { transport: nodeTransport({ proxy: proxy.url }) }, provesNotSent: true },
];

const sending = sendings.find((each) => each.name === name) as Sending;
const server = await startStrayServer();
const tally = new Tally();
for (let batch = Number(seed); tally.calls < Number(calls); batch++) {
  for (const schedule of fc.sample(schedules, { seed: batch, numRuns: 20 })) await playSchedule(schedule, server, sending, tally);
  tally.problem &&= tally.problem.includes("seed") ? tally.problem : `${tally.problem}, seed ${batch}`;
}
server.close();
sending.options.transport?.close?.();
await proxy.close();
process.stdout.write(JSON.stringify({ node: process.version, transport: sending.name, ...tally, server: server.counts }));
