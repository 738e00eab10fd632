import { createClient } from "@aom-workflow/client";
import { afterAll, expect, test } from "vitest";
import { apply, closeWorlds, projectId, twice, world } from "../../test/world.ts";
import { applyPlan, keyOf, makePlan, memoryJournal, standingOf } from "../index.ts";

afterAll(closeWorlds);

test.concurrent("each planned action is sent once, and applying again sends nothing", async () => {
  const here = await world(12);
  const plan = await here.plan();
  expect(plan.header).toMatchObject({ actions: 12, who: "tester", reason: "INC-1", journal: "memory" });
  expect(await apply(plan, here)).toMatchObject({ planned: 12, applied: 12, sent: 12 });
  expect(await apply(plan, here)).toMatchObject({ planned: 12, applied: 12, sent: 0 });
  expect(here.sent().toSorted()).toEqual(Array.from({ length: 12 }, (_, at) => `e${at}`).toSorted());
});

test.concurrent("an action is stale, and not sent, if an operator has changed the execution since", async () => {
  const here = await world(10);
  const plan = await here.plan();
  for (const at of [2, 5, 7]) here.service.act({ action: "restart", executionId: `e${at}`, nodeId: "deploy" });
  expect(await apply(plan, here)).toMatchObject({ applied: 7, stale: 3, sent: 7 });
  for (const at of [2, 5, 7]) expect(here.sent()).not.toContain(`e${at}`);
});

test.concurrent("after a 429 or a failed connection, an action is tried again", async () => {
  const here = await world(12, {}, (request) =>
    request % 3 === 1 ? { kind: "throttled", retryAfter: "1" } : request % 5 === 2 ? { kind: "gateway-unavailable" } : undefined,
  );
  const plan = await here.plan();
  expect(await apply(plan, here)).toMatchObject({ planned: 12, applied: 12, left: 0 });
});

test.concurrent("after a lost response, an action is applied if a read shows its effect, otherwise in doubt, and never sent again", async () => {
  const here = await world(12, {}, (request) => (request % 2 === 0 ? { kind: "reset-after-reading" } : undefined));
  const plan = await here.plan();
  const report = await apply(plan, here, { maxUnknown: 12 });
  expect(report.applied + report.unknown).toBe(12);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(await apply(plan, here, { maxUnknown: 12 })).toMatchObject({ sent: expect.any(Number), unknown: 0, applied: 12 });
  expect(twice(here.sent())).toEqual([]);
});

test.concurrent("an action is in doubt until a slow service has done it", async () => {
  const here = await world(4, { actsLate: 3_600_000 }, () => ({ kind: "reset-after-reading" }));
  const plan = await here.plan();
  const report = await apply(plan, here, { maxUnknown: 9 });
  expect(report).toMatchObject({
    unknown: 4,
    sent: 4,
    doubts: expect.arrayContaining([expect.objectContaining({ since: expect.any(Number) })]),
  });
  here.service.advance(3_600_000);
  expect(await apply(plan, here, { maxUnknown: 9 })).toMatchObject({ unknown: 0, applied: 4 });
  expect(here.sent()).toHaveLength(4);
});

test.concurrent("refused credentials stop the whole plan", async () => {
  const here = await world(12);
  const plan = await here.plan();
  const client = createClient({ endpoint: here.service.url, projectId, auth: () => Promise.reject(new Error("expired")) });
  const report = await apply(plan, { client, journal: here.journal });
  expect(report).toMatchObject({ left: 12, sent: 0, stopped: expect.stringContaining("credentials") });
});

test.concurrent("an abort stops sending, and the report says what is left", async () => {
  const here = await world(12);
  const plan = await here.plan();
  const { signal, abort } = aborting();
  const run = applyPlan(plan, { client: here.client, journal: here.journal, first: 0, concurrency: 1, signal });
  await run.next();
  abort();
  let last = await run.next();
  while (!last.done) last = await run.next();
  expect(last.value).toMatchObject({ stopped: "Interrupted." });
  expect(last.value.left).toBeGreaterThanOrEqual(9);
});

function aborting() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

test.concurrent("a plan for another target or another journal is refused", async () => {
  const here = await world(1);
  const plan = await here.plan();
  const others = [memoryJournal({ endpoint: "https://elsewhere.example", projectId }), memoryJournal(here.journal.target, "another")];
  for (const journal of others)
    await expect(apply(plan, { client: here.client, journal })).rejects.toMatchObject({ code: "other-journal" });
  expect(here.sent()).toEqual([]);
});

test.concurrent("the same plan, made a second time, sends nothing a second time", async () => {
  const here = await world(6);
  const [one, other] = [await here.plan(), await here.plan()];
  expect(one.header.id).not.toBe(other.header.id);
  const reports = await Promise.all([apply(one, here), apply(other, here)]);
  expect(reports.map(({ applied, stale, unknown }) => applied + stale + unknown)).toEqual([6, 6]);
  expect(twice(here.sent())).toEqual([]);
  expect(here.sent()).toHaveLength(6);
});

test.concurrent("an execution that is not seen to move on holds the plan, and the report says so as long as it is held", async () => {
  const here = await world(3, { nodes: [{ id: "deploy", ends: "fail" as const, failures: 1, takes: 20_000 }] });
  const plan = await here.plan();
  const reason = "It was not seen to move on within 0.05 s.";
  const failures = [{ action: { executionId: plan.actions[0]?.executionId }, reason }];
  const held = expect.stringContaining(reason);
  expect(await apply(plan, here, { first: 1, waitTimeout: 50 })).toMatchObject({ applied: 1, left: 2, held, failures });
  expect(await standingOf(plan, here.journal)).toMatchObject({ report: { applied: 1, left: 2, held, failures, sent: 0 } });
});

test.concurrent("an action found by reading may be someone else's: the report and the action keep saying so", async () => {
  const here = await world(2, { actsLate: 60_000 }, (request) => (request === 0 ? { kind: "reset-after-reading" } : undefined));
  const plan = await here.plan();
  const first = await apply(plan, here, { concurrency: 1 });
  expect(first).toMatchObject({ applied: 1, unknown: 1, resolved: 0 });
  const [doubt] = first.doubts;
  here.service.act({ action: "restart", executionId: doubt?.action.executionId ?? "", nodeId: "deploy" });
  const found = { action: { executionId: doubt?.action.executionId }, outcome: "applied", by: "this-or-another" };
  for (let again = 0; again < 2; again++) {
    const report = await apply(plan, here);
    expect(report).toMatchObject({ applied: 2, resolved: 1, sent: 0 });
    if (again === 0) expect(report.items.filter(({ by }) => by !== undefined)).toMatchObject([found]);
  }
  const standing = await standingOf(plan, here.journal);
  expect(standing.report).toMatchObject({ applied: 2, resolved: 1 });
  expect(standing.acted.filter(({ by }) => by !== undefined)).toMatchObject([found]);
});

test.concurrent("an action in doubt is left out of a later plan, and listed", async () => {
  const here = await world(3, { actsLate: 60_000 }, (request) => (request === 0 ? { kind: "reset-after-reading" } : undefined));
  const plan = await here.plan();
  expect(await apply(plan, here)).toMatchObject({ unknown: 1, applied: 2 });
  const selected = plan.actions.map(({ action, workflowId, executionId, nodeId }) => ({ action, workflowId, executionId, nodeId }));
  const made = (includeDoubt: boolean | "only") =>
    makePlan({ client: here.client, journal: here.journal, selected, selection: "again", who: "tester", includeDoubt });
  const later = await made(false);
  expect(later.plan.actions).toEqual([]);
  expect(later.leftOut.filter(({ doubt }) => doubt !== undefined)).toHaveLength(1);
  const risky = await made(true);
  expect(risky.plan.actions).toMatchObject([{ generation: 2 }]);
  const only = await made("only");
  expect([only.plan.actions.map(keyOf), only.leftOut]).toEqual([risky.plan.actions.map(keyOf), []]);
});

test.concurrent("the second failed node of an execution is restarted once the first has taken effect, not once it has ended", async () => {
  const host = [{ id: "h", name: "h" }];
  const branch = (id: string) => ({ id, after: ["begin"], ends: "fail" as const, failures: 1, takes: 20_000, hosts: host });
  const nodes = [{ id: "begin", takes: 1 }, branch("east"), branch("west"), { id: "check", after: ["east", "west"], takes: 60_000 }];
  const here = await world(8, { nodes });
  const plan = await here.plan();
  expect(plan.actions).toHaveLength(16);
  const started = performance.now();
  expect(await apply(plan, here, { maxFailures: 0 })).toMatchObject({ applied: 16, held: undefined });
  expect(performance.now() - started).toBeLessThan(15_000);
});

test.concurrent("the report counts everything that was done before the plan stopped", async () => {
  const here = await world(6);
  const plan = await here.plan();
  await apply(plan, here);
  const { signal, abort } = aborting();
  abort();
  expect(await apply(plan, here, { signal })).toMatchObject({ applied: 6, left: 0, sent: 0 });
});

test.concurrent("an action of another plan that is in doubt does not hold this one", async () => {
  const here = await world(3, { actsLate: 60_000 }, (request) => (request === 0 ? { kind: "reset-after-reading" } : undefined));
  const [one, other] = [await here.plan(), await here.plan()];
  expect(await apply(one, here)).toMatchObject({ unknown: 1, applied: 2 });
  expect(await apply(other, here, { first: 3 })).toMatchObject({ unknown: 1, stale: 2, sent: 0, held: undefined });
});

test.concurrent("a plan that is closed while it is being applied never sends anything new", async () => {
  const here = await world(6);
  const plan = await here.plan();
  const run = applyPlan(plan, { client: here.client, journal: here.journal, concurrency: 1 });
  await run.next();
  await here.journal.mark({ plan: plan.header.id, kind: "closed", reason: "Declined." });
  let step = await run.next();
  while (!step.done) step = await run.next();
  expect(step.value.stopped).toBe("The plan was closed: Declined.");
  const sent = here.sent().length;
  expect(sent).toBeLessThan(4);
  await expect(apply(plan, here)).rejects.toMatchObject({ code: "closed" });
  expect(here.sent()).toHaveLength(sent);
});
