import { afterAll, describe, expect, test } from "vitest";
import { applyPlan, type Plan } from "../src/index.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import { drawn, Machine } from "./machine.ts";
import { planFor, Service, target } from "./service.ts";
import { apply, closeWorlds, twice, world } from "./world.ts";

afterAll(closeWorlds);

const canary = { first: undefined };
const worse = { nodes: [{ id: "deploy", ends: "fail" as const, takes: 20, hosts: [{ id: "h", name: "h" }] }] };

/** The plan in the order of the executions. */
const sorted = ({ header, actions }: Plan): Plan => ({
  header,
  actions: actions.toSorted((one, other) => Number(one.executionId.slice(1)) - Number(other.executionId.slice(1))),
});

describe("what makes it worse", () => {
  test.concurrent("touches five, however often and by however many the plan is applied", async () => {
    const here = await world(25, worse);
    const plan = await here.plan();
    const first = await Promise.allSettled([apply(plan, here, canary), apply(plan, here, canary), apply(plan, here, canary)]);
    expect(first[0]).toMatchObject({ value: { applied: 5, left: 20, held: expect.stringContaining("first 5") } });
    for (let again = 0; again < 10; again++) await expect(apply(plan, here, canary)).rejects.toMatchObject({ code: "held" });
    expect(here.sent()).toHaveLength(5);
  });

  test.concurrent("touches five more each time a person releases the plan, and all the rest only with --first 0", async () => {
    const here = await world(25, worse);
    const plan = await here.plan();
    await apply(plan, here, canary);
    const report = await apply(plan, here, { ...canary, release: true });
    expect(report).toMatchObject({ applied: 10, left: 15, sent: 5, held: expect.stringContaining("first 5") });
    await expect(apply(plan, here, canary)).rejects.toMatchObject({ code: "held" });
    expect(await apply(plan, here, { first: 0, release: true })).toMatchObject({ applied: 25, left: 0 });
    expect(twice(here.sent())).toEqual([]);
  });

  test.concurrent("is over once five more go well after the release", async () => {
    const here = await world(25, (at) => (at < 5 ? worse : {}));
    const plan = sorted(await here.plan());
    expect(await apply(plan, here, canary)).toMatchObject({ applied: 5, left: 20, held: expect.any(String) });
    expect(await apply(plan, here, { ...canary, release: true })).toMatchObject({ applied: 25, left: 0, sent: 20, held: undefined });
  });

  test.concurrent("is waited for again where the command ended in between, before and after a release", async () => {
    const here = await world(25, worse);
    const plan = await here.plan();
    for (const release of [false, true]) {
      const signal = AbortSignal.timeout(400);
      const report = await apply(plan, here, { ...canary, release, signal, concurrency: 8 });
      expect(report).toMatchObject({ held: undefined, stopped: "Interrupted.", sent: 5 });
      expect(await apply(plan, here, canary)).toMatchObject({ held: expect.stringContaining("first 5"), sent: 0 });
    }
    expect(here.sent()).toHaveLength(10);
  });

  test.concurrent("more doubts than allowed hold the plan", async () => {
    const here = await world(20, { actsLate: 60_000 }, () => ({ kind: "reset-after-reading" }));
    const plan = await here.plan();
    const report = await apply(plan, here, { concurrency: 1 });
    expect(report).toMatchObject({ unknown: 4, left: 16, held: expect.stringContaining("in doubt") });
    expect(here.sent()).toHaveLength(4);
  });

  test.concurrent("also ends a run that another process holds", async () => {
    const here = await world(20);
    const plan = await here.plan();
    const course = applyPlan(plan, { ...here, first: 0, concurrency: 1 });
    await course.next();
    await here.journal.mark({ plan: plan.header.id, kind: "held", reason: "Too many." });
    let step = await course.next();
    while (!step.done) step = await course.next();
    expect(step.value).toMatchObject({ held: "Too many." });
    expect(here.sent().length).toBeLessThan(5);
  });
});

describe("what goes well", () => {
  test.concurrent("goes first by five, and the rest follow", async () => {
    const here = await world(22);
    const plan = await here.plan();
    expect(await apply(plan, here, canary)).toMatchObject({ applied: 22, held: undefined });
    expect(new Set(here.sent().slice(0, 5))).toEqual(new Set(plan.actions.slice(0, 5).map(({ executionId }) => executionId)));
  });

  test.for([2, 3])("does not hold a plan that %i processes apply at once", async (count) => {
    for (let seed = 1; seed <= 2; seed++) {
      const machine = new Machine();
      machine.delay = drawn(seed);
      const service = new Service(25);
      const path = "/state/journal.jsonl";
      const begun = await openJournalOn(machine.process(), { target, path, create: true });
      const plan = planFor(service, begun.id);
      const reports = await Promise.all(
        Array.from({ length: count }, async () => {
          const process = machine.process();
          return apply(plan, { client: service.client(process), journal: await openJournalOn(process, { target, path }) }, canary);
        }),
      );
      expect(reports.map(({ held }) => held)).toEqual(Array(count).fill(undefined));
      expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(25);
      expect(service.mostRequests).toBe(1);
    }
  });
});

test.concurrent("what an operator changes while 200 are applied is stale, and nothing is sent for it", async () => {
  const here = await world(200);
  const plan = await here.plan();
  const changed = plan.actions.filter((_, at) => at >= 20 && at % 6 === 0).slice(0, 30);
  const course = applyPlan(plan, { ...here, first: 0, concurrency: 4 });
  let step = await course.next();
  for (const { executionId, nodeId } of changed) here.service.act({ action: "restart", executionId, nodeId });
  while (!step.done) step = await course.next();
  expect(step.value).toMatchObject({ planned: 200, applied: 170, stale: 30, sent: 170, left: 0, held: undefined });
  const sent = new Set(here.sent());
  expect(sent.size).toBe(170);
  expect(changed.filter(({ executionId }) => sent.has(executionId))).toEqual([]);
});
