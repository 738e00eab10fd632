import { afterAll, expect, test, vi } from "vitest";
import { type Delay, keyOf } from "../src/index.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import { Machine } from "./machine.ts";
import { planFor, Service, target } from "./service.ts";
import { apply, closeWorlds, world } from "./world.ts";

afterAll(closeWorlds);

test.concurrent("a plan that a 429 slows down says so, and an action that is left after an interruption says why", async () => {
  const here = await world(3, {}, () => ({ kind: "throttled" }));
  const interruption = new AbortController();
  const delays: Delay[] = [];
  const report = await apply(await here.plan(), here, {
    signal: interruption.signal,
    onDelay(delay: Delay) {
      delays.push(delay);
      if (delays.length === 3) interruption.abort();
    },
  });
  expect(delays[0]).toMatchObject({ kind: "throttled", reason: expect.stringContaining("429"), delayMs: expect.any(Number) });
  expect(report).toMatchObject({ left: 3, causes: [{ outcome: "left", reason: expect.stringContaining("429") }] });
});

test("a plan that waits for another process names it", async () => {
  const machine = new Machine();
  const [one, other] = [machine.process(), machine.process()];
  const service = new Service(1);
  const path = "/state/journal.jsonl";
  const theirs = await openJournalOn(other, { target, path, create: true });
  const { header, actions } = planFor(service, theirs.id);
  const { action, workflowId, executionId, nodeId, seen } = actions[0]!;
  const key = keyOf(actions[0]!);
  await theirs.claim({ key, plan: header.id, action, workflowId, executionId, nodeId, seen });
  const journal = await openJournalOn(one, { target, path });
  const delays: Delay[] = [];
  const report = await apply(
    { header, actions },
    { client: service.client(one), journal },
    {
      onDelay(delay: Delay) {
        delays.push(delay);
        if (delays.length === 2) void theirs.settle({ key, plan: header.id, ending: "applied" });
      },
    },
  );
  expect(delays[0]).toMatchObject({ kind: "being-sent", reason: "It is being sent by process 7." });
  expect(report).toMatchObject({ applied: 1, sent: 0 });
});

test.concurrent("an execution that no longer exists is stale after a few reads, and nothing is sent for it", async () => {
  const here = await world(2);
  const plan = await here.plan();
  const gone = {
    ...here.client.safe,
    getExecution: ((input: { executionId: string }, options: object) =>
      here.client.safe.getExecution(
        input.executionId === "e1" ? { ...input, workflowId: "w1", executionId: "gone" } : { ...input, workflowId: "w0" },
        options,
      )) as never,
  };
  const client = { ...here.client, safe: gone };
  const start = performance.now();
  for (const sent of [1, 0])
    expect(await apply(plan, { client, journal: here.journal })).toMatchObject({
      ...{ applied: 1, stale: 1, left: 0, sent },
      causes: [{ outcome: "stale", reason: "The execution no longer exists." }],
    });
  expect(performance.now() - start).toBeLessThan(10_000);
});

test("sixty-four executions at once never add more than ten listeners to a signal (Node 20 would warn), and remove them all", async () => {
  const counts = new WeakMap<object, number>();
  let mostListeners = 0;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const count = (signal: object, by: number) => {
    const now = (counts.get(signal) ?? 0) + by;
    counts.set(signal, now);
    mostListeners = Math.max(mostListeners, now);
  };
  vi.spyOn(EventTarget.prototype, "addEventListener").mockImplementation(function (this: EventTarget, ...args) {
    if (args[0] === "abort") count(this, 1);
    addEventListener.apply(this, args);
  });
  vi.spyOn(EventTarget.prototype, "removeEventListener").mockImplementation(function (this: EventTarget, ...args) {
    if (args[0] === "abort") count(this, -1);
    removeEventListener.apply(this, args);
  });
  const here = await world(70);
  const { signal } = new AbortController();
  const report = await apply(await here.plan(), here, { signal, concurrency: 64, rate: 50 });
  vi.restoreAllMocks();
  expect(report).toMatchObject({ applied: 70 });
  expect(mostListeners).toBeGreaterThan(0);
  expect(mostListeners).toBeLessThan(11);
  expect(counts.get(signal)).toBe(0);
});
