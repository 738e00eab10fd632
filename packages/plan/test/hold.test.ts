import type { WorkflowSeed } from "@aom-workflow/mock";
import { afterAll, describe, expect, test } from "vitest";
import { applyPlan } from "../src/index.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import { drawn, Machine } from "./machine.ts";
import { planFor, Service, target } from "./service.ts";
import { apply, closeWorlds, world } from "./world.ts";

afterAll(closeWorlds);

const canary = { first: undefined };
const path = "/state/journal.jsonl";

/** A plan of 25 actions, of which this many stop again. */
async function stopping(bad: number, seed = 1) {
  const machine = new Machine();
  machine.delay = drawn(seed);
  const service = new Service(
    25,
    Array.from({ length: 25 }, (_, at) => (at < bad ? "fails" : "acts")),
  );
  const begun = await openJournalOn(machine.process(), { target, path, create: true });
  const plan = planFor(service, begun.id);
  /** How one process applies it. */
  const run = async (more: object = {}, onSent = () => {}) => {
    const process = machine.process();
    const journal = await openJournalOn(process, { target, path });
    const client = service.client(process);
    const restart: typeof client.safe.restart = async (...given) => {
      const result = await client.safe.restart(...given);
      onSent();
      return result;
    };
    return apply(plan, { client: { ...client, safe: { ...client.safe, restart } }, journal }, { ...canary, ...more });
  };
  return { service, run };
}

describe("an action that makes things worse", () => {
  test.concurrent("is sent five times, no matter how often the plan is applied and by how many processes", async () => {
    const { service, run } = await stopping(25);
    for (const report of await Promise.all([run(), run(), run()]))
      expect(report).toMatchObject({ applied: 5, left: 20, held: expect.stringContaining("first 5") });
    for (let again = 0; again < 10; again++) await expect(run()).rejects.toMatchObject({ code: "held" });
    expect(service.requests).toBe(5);
  });

  test.concurrent("is sent five more times after each release, and to all the rest only with --first 0", async () => {
    const { service, run } = await stopping(25);
    await run();
    expect(await run({ release: true })).toMatchObject({ applied: 10, left: 15, sent: 5, held: expect.stringContaining("first 5") });
    await expect(run()).rejects.toMatchObject({ code: "held" });
    expect(await run({ first: 0, release: true })).toMatchObject({ applied: 25, left: 0 });
    expect(service).toMatchObject({ requests: 25, mostRequests: 1 });
  });

  test.concurrent("no longer holds the plan once five more ended well after the release", async () => {
    const { run } = await stopping(5);
    expect(await run()).toMatchObject({ applied: 5, left: 20, held: expect.any(String) });
    expect(await run({ release: true })).toMatchObject({ applied: 25, left: 0, sent: 20, held: undefined });
    expect(await run()).toMatchObject({ applied: 25, sent: 0, held: undefined });
  });

  test.concurrent("is waited for again if the command ended in between, before or after a release", async () => {
    const { service, run } = await stopping(25);
    for (const [release, sent] of [
      [false, 5],
      [true, 10],
    ] as const) {
      const interruption = new AbortController();
      // Ended by the hold, not by a later read: a second later, it is known that the first five stopped again.
      const interrupt = () => service.requests === sent && interruption.abort();
      expect(await run({ release, signal: interruption.signal, concurrency: 8 }, interrupt)).toMatchObject({
        held: undefined,
        stopped: "Interrupted.",
        sent: 5,
      });
      expect(await run()).toMatchObject({ held: expect.stringContaining("first 5"), sent: 0 });
    }
  });

  test.concurrent("holds the plan if more are in doubt than allowed", async () => {
    const here = await world(20, { actsLate: 60_000 }, () => ({ kind: "reset-after-reading" }));
    const plan = await here.plan();
    const report = await apply(plan, here, { concurrency: 1 });
    expect(report).toMatchObject({ unknown: 4, left: 16, held: expect.stringContaining("in doubt") });
    expect(here.sent()).toHaveLength(4);
  });

  test.concurrent("stops every process that applies the plan, once one of them holds it", async () => {
    const here = await world(20);
    const plan = await here.plan();
    const applying = applyPlan(plan, { client: here.client, journal: here.journal, first: 0, concurrency: 1 });
    await applying.next();
    await here.journal.mark({ plan: plan.header.id, kind: "held", reason: "Too many." });
    let step = await applying.next();
    while (!step.done) step = await applying.next();
    expect(step.value).toMatchObject({ held: "Too many." });
    expect(here.sent().length).toBeLessThan(5);
  });
});

describe("an action that makes things worse, whatever it looks like,", () => {
  const deploy = { id: "deploy", ends: "fail" as const, failures: 1, takes: 20, hosts: [{ id: "h", name: "h" }] };
  const breaks = { ends: "fail" as const, takes: 20, hosts: [{ id: "h", name: "h" }] };
  test.concurrent.each<[string, WorkflowSeed["nodes"]]>([
    ["the node fails again", [{ ...deploy, failures: 9 }]],
    ["the next node fails", [deploy, { id: "next", ...breaks }]],
    [
      "one branch pauses and the other fails",
      [deploy, { id: "hand", kind: "pause", after: ["deploy"] }, { id: "next", after: ["deploy"], ...breaks }],
    ],
    [
      "it fails again beside a pause",
      [
        { ...deploy, failures: 9, after: [] },
        { id: "hand", kind: "pause", after: [] },
      ],
    ],
  ])("touches five, however often the plan is applied: %s", async (_, nodes) => {
    const here = await world(22, { nodes });
    const plan = await here.plan();
    expect(await apply(plan, here, canary)).toMatchObject({ applied: 5, left: 17, held: expect.stringContaining("first 5") });
    for (let again = 0; again < 3; again++) await expect(apply(plan, here, canary)).rejects.toMatchObject({ code: "held" });
    expect(here.sent()).toHaveLength(5);
  });
});

describe("an action that ends well", () => {
  test.concurrent("may leave its execution at the next pause: the rest follow", async () => {
    const here = await world(22, {
      nodes: [
        { id: "deploy", ends: "fail", failures: 1, takes: 20, hosts: [{ id: "h", name: "h" }] },
        { id: "hand", kind: "pause" },
      ],
    });
    const plan = await here.plan();
    expect(await apply(plan, here, canary)).toMatchObject({ applied: 22, held: undefined });
  });

  test.concurrent("is sent five times first, then to the rest", async () => {
    const here = await world(22);
    const plan = await here.plan();
    expect(await apply(plan, here, canary)).toMatchObject({ applied: 22, held: undefined });
    expect(new Set(here.sent().slice(0, 5))).toEqual(new Set(plan.actions.slice(0, 5).map(({ executionId }) => executionId)));
  });

  test.for([2, 3])("does not hold a plan that %i processes apply at the same time", async (count) => {
    for (let seed = 1; seed <= 2; seed++) {
      const { service, run } = await stopping(0, seed);
      const reports = await Promise.all(Array.from({ length: count }, () => run()));
      expect(reports.map(({ held }) => held)).toEqual(Array(count).fill(undefined));
      expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(25);
      expect(service.mostRequests).toBe(1);
    }
  });
});

test.concurrent("an execution that an operator changes while 200 are restarted is stale, and nothing is sent for it", {
  timeout: 120_000,
}, async () => {
  const here = await world(200);
  const plan = await here.plan();
  const changed = plan.actions.filter((_, at) => at >= 20 && at % 6 === 0).slice(0, 30);
  const applying = applyPlan(plan, { client: here.client, journal: here.journal, first: 0, concurrency: 4 });
  let step = await applying.next();
  for (const { executionId, nodeId } of changed) here.service.act({ action: "restart", executionId, nodeId });
  while (!step.done) step = await applying.next();
  expect(step.value).toMatchObject({ planned: 200, applied: 170, stale: 30, sent: 170, left: 0, held: undefined });
  const sent = new Set(here.sent());
  expect(sent.size).toBe(170);
  expect(changed.filter(({ executionId }) => sent.has(executionId))).toEqual([]);
});
