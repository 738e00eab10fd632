import { setTimeout as sleep } from "node:timers/promises";
import { type Operation, type Outcome, operations } from "@aom-workflow/client";
import { node } from "../../fixtures/stopped-node.ts";
import { rest } from "../rest.ts";
import { clientOver, type Sending } from "../transports.ts";
import type { Call, Schedule } from "./schedule.ts";
import type { StrayServer } from "./stray-server.ts";

const { operate } = operations;
/** Reads what an execution is doing. */
const look: Operation<{ executionId: string }, { id: string }, { 404: object; 429: object; 500: object }> = {
  id: "Look",
  name: "look",
  method: "GET",
  path: "/v1/{project_id}/executions/{execution_id}",
  parameters: operate.parameters.filter(({ name }) => name === "project_id" || name === "execution_id"),
  success: [200],
  errors: [404, 429, 500],
  effect: "none",
  retry: operate.retry,
};

/** The results of the calls over one transport. */
export class Tally {
  calls = 0;
  wrongApplied = 0;
  wrongRejected = 0;
  doneTwice = 0;
  wrongReadings = 0;
  /** How often each thing happened, so that nobody takes a schedule without strays for a proof. */
  readonly outcomes: Partial<Record<Outcome, number>> = {};
  /** What went wrong first, and the seed of its schedule. */
  problem: string | null = null;

  count(kind: "wrongApplied" | "wrongRejected" | "doneTwice" | "wrongReadings", what: string): void {
    this[kind]++;
    this.problem ??= `${kind}: ${what}`;
  }
}

let count = 0;

/** Makes the calls of a schedule, and counts whatever the client reported wrongly or the server did twice. */
export async function playSchedule(schedule: Schedule, server: StrayServer, sending: Sending, tally: Tally): Promise<void> {
  server.hangUp();
  await rest(1);
  // Half of a stray answer swallows the next, which then never ends.
  const client = clientOver(sending, server.url, 100);
  await Promise.all(schedule.map(lane));

  async function lane(calls: readonly Call[]): Promise<void> {
    for (const call of calls) {
      // Timers come right before the event loop looks at what came. A stray answer that is sent at another time might cross a reading.
      await sleep(1);
      spin(call.busyBeforeStrayMs);
      if (call.stray) server.sendStray(call.stray);
      spin(call.busyAfterStrayMs);
      if (call.restMs > 0) await rest(call.restMs);
      await make(call);
    }
  }

  async function make({ effect, plan }: Call): Promise<void> {
    const executionId = `call-${++count}`;
    const record = server.plan(executionId, plan);
    const result = await (effect === "once" ? client.safe.restart({ ...node, executionId }) : client.call(look, { executionId }));
    const { outcome } = result;
    tally.calls++;
    tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + 1;
    const example = `${effect}, ${plan.deed}: reported ${outcome}, done ${record.done} times`;
    if (effect === "once") {
      if (record.done > 1) tally.count("doneTwice", example);
      if (outcome === "applied" && record.done === 0) tally.count("wrongApplied", example);
      if ((outcome === "rejected" || outcome === "not-sent") && record.done > 0) tally.count("wrongRejected", example);
    }
    // Nobody can tell whose an answer is that crosses a reading on a connection that was used before; through a proxy all strays may do so.
    const isCertain = effect === "once" || (!record.crossed && sending.name !== "through a proxy");
    if (isCertain && result.ok && (result.data as { id?: string }).id !== executionId) tally.count("wrongReadings", example);
  }
}

/** Keeps the event loop busy. */
function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
