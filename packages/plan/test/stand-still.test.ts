import { afterEach, expect, it, vi } from "vitest";
import { freshMs } from "../src/apply/act-once.ts";
import { applyPlan } from "../src/index.ts";
import { verifyJournalOn } from "../src/node/inspect-journal.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import { type Fault, Machine } from "./machine.ts";
import { planFor, Service, target } from "./service.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const path = "/state/journal.jsonl";

/** Clocks that only this test moves. */
function stillClocks() {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
  let monotonic = 1000;
  vi.spyOn(performance, "now").mockImplementation(() => monotonic);
  return {
    "the wall clock": (ms: number) => vi.setSystemTime(Date.now() + ms),
    // As if the wall clock was set back in the meantime.
    "the monotonic clock": (ms: number) => {
      monotonic += ms;
    },
  };
}

/** A process that is suspended at a step of its work, for as long as this clock says. */
async function stoodStill(clock: keyof ReturnType<typeof stillClocks>, faults: readonly Fault[]) {
  const move = stillClocks()[clock];
  let time = 0;
  const machine = new Machine();
  machine.onSleep = () => {
    time += freshMs + 1;
    move(freshMs + 1);
  };
  const service = new Service(3);
  const begun = await openJournalOn(machine.process(), { target, path, create: true });
  await begun.close();
  const process = machine.process(faults);
  const client = service.client(process);
  /** When each execution was last read, and how old that was when something was sent. */
  const readAt = new Map<string, number>();
  const ages: number[] = [];
  const safe = {
    getExecution: async (ids: { executionId: string }) => {
      readAt.set(ids.executionId, time);
      return client.safe.getExecution(ids as never);
    },
    restart: async (ids: { executionId: string }, options: object) => {
      const before = service.requests;
      const result = await client.safe.restart(ids as never, options);
      if (service.requests > before) ages.push(time - (readAt.get(ids.executionId) ?? 0));
      return result;
    },
  };
  const journal = await openJournalOn(process, { target, path });
  const run = applyPlan(planFor(service, begun.id), { client: { safe } as never, journal });
  let step = await run.next();
  while (!step.done) step = await run.next();
  await journal.close();
  const { problems } = await verifyJournalOn(machine.process().files, path);
  const deferred = machine.bytes.toString().split('"ending":"deferred"').length - 1;
  return { report: step.value, ages, most: service.mostRequests, problems, deferred, steps: process.steps };
}

it.each(["the wall clock", "the monotonic clock"] as const)(
  "a process that is suspended at any step reads again before it sends: %s",
  async (clock) => {
    const { steps } = await stoodStill(clock, []);
    let deferred = 0;
    for (const [at, step] of steps.entries()) {
      if (step === "send") continue;
      const outcome = await stoodStill(clock, [{ at, kind: "sleep", share: 1 }]);
      expect(outcome, `${step} ${at}`).toMatchObject({ report: { applied: 3, left: 0, sent: 3 }, ages: [0, 0, 0], most: 1, problems: [] });
      deferred += outcome.deferred;
    }
    // If it was suspended between an intent and its request.
    expect(deferred).toBeGreaterThan(0);
  },
);
