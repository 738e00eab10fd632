import { setTimeout as sleep } from "node:timers/promises";
import { type Operation, type Outcome, operations } from "@aom-workflow/client";
import { node } from "../../fixtures/stopped-node.ts";
import { rest } from "../rest.ts";
import { clientOver, type Sending } from "../transports.ts";
import type { Call, Schedule } from "./schedule.ts";
import type { StrayServer } from "./stray-server.ts";

const { operate } = operations;
/** Reads what an execution is doing. */
const look: Operation<{ executionId: string }, { id: string }, { 404: object; 429: object }> = {
  id: "Look",
  name: "look",
  method: "GET",
  path: "/v1/{project_id}/executions/{execution_id}",
  parameters: operate.parameters.filter(({ name }) => name === "project_id" || name === "execution_id"),
  success: [200],
  errors: [404, 429],
  effect: "none",
  retry: operate.retry,
};

/** How often each thing happened, so that nobody takes a schedule without strays for a proof. */
export type Outcomes = Partial<Record<Outcome, number>>;

let count = 0;

/** Makes the calls of a schedule. @throws Error for whatever the client told wrongly or the server did twice. */
export async function playSchedule(schedule: Schedule, server: StrayServer, sending: Sending, outcomes: Outcomes): Promise<void> {
  server.hangUp();
  await rest(1);
  const client = clientOver(sending, server.url);
  await Promise.all(schedule.map(lane));

  async function lane(calls: readonly Call[]): Promise<void> {
    for (const call of calls) {
      // Timers come right before the event loop looks at what came. A stray answer that is sent at another time might cross a request.
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
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const told = `${effect}, ${plan.deed}: told ${outcome}, done ${record.done} times`;
    if (effect === "once" && record.done > 1) throw new Error(`Done twice. ${told}`);
    if (outcome === "applied" && record.done === 0) throw new Error(`Said to be done. ${told}`);
    if ((outcome === "rejected" || outcome === "not-sent") && record.done > 0) throw new Error(`Said not to be done. ${told}`);
    if (result.ok && (result.data as { id?: string }).id !== executionId) throw new Error(`The answer of another. ${told}`);
  }
}

/** Keeps the event loop busy. */
function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
