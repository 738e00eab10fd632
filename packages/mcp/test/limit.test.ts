import { memoryJournal } from "@aom-workflow/plan";
import { loadPlan } from "@aom-workflow/plan/node";
import { expect, test } from "vitest";
import { freeAt, usageBefore } from "../src/plans/limit.ts";
import { eras, type Loose, planned, projectId, world } from "./world.ts";

const options = { allow: ["restart"], user: "accept", maxActions: 3 } as const;

test("no more actions are approved per hour than allowed, by all servers of the user together", async () => {
  const { agent, item, sent } = await world(4);
  const [one, other] = [await agent(options), await agent(options)];
  const first = await planned(one, [item(0), item(1)]);
  const second = await planned(other, [item(2), item(3)]);
  expect((await one.call("apply_plan", { planId: first })).structuredContent).toMatchObject({ outcome: "applied" });
  const { isError, structuredContent } = await other.call("apply_plan", { planId: second });
  expect(isError).toBe(true);
  expect(structuredContent).toMatchObject({ state: "planned", command: `aom-workflow apply ${second}`, next: [] });
  expect(structuredContent.evidence).toMatch(/^Nothing was sent\. 2 of 3 actions an hour are used\. This plan fits from \d{4}-.*Z on/);
  // The user was not asked in vain, and can still apply the plan.
  expect(other.questions).toEqual([]);
  expect((await other.call("get_plan", { planId: second })).structuredContent).toMatchObject({ state: "planned" });
  expect(sent().toSorted()).toEqual(["e0", "e1"]);
  const third = await planned(await agent({ ...options, who: "bob" }), [item(2), item(3)]);
  expect((await (await agent({ ...options, who: "bob" })).call("apply_plan", { planId: third })).structuredContent.outcome).toBe("applied");
});

test("if a plan exceeds the hourly limit, plan_actions says so", async () => {
  const { agent, item } = await world(4);
  const { call, questions } = await agent(options);
  await call("apply_plan", { planId: await planned({ call } as never, [item(0), item(1)]) });
  const { structuredContent } = await call("plan_actions", { actions: [item(2), item(3)], reason: "r" });
  const { planId } = structuredContent;
  expect(structuredContent).toMatchObject({ outcome: "planned", next: [], command: `aom-workflow apply ${planId}` });
  expect(structuredContent.evidence).toMatch(
    /^2 actions are planned\. Nothing was sent\. 2 of 3 actions an hour are used\. This plan fits from \d{4}-.*Z on; the user can apply it now in a terminal: /,
  );
  expect(Date.parse(structuredContent.availableAt)).toBeGreaterThan(Date.now() + 3_500_000);
  const { structuredContent: small } = await call("plan_actions", { actions: [item(2)], reason: "r" });
  expect(small).toMatchObject({ outcome: "planned", next: [{ tool: "apply_plan" }] });
  expect(small).not.toHaveProperty("availableAt");
  expect(questions).toHaveLength(1);
});

test.for(eras)(
  "%s: of two plans that are approved at the same time, only one is applied if both together exceed the limit",
  async (era) => {
    const { agent, item, sent } = await world(4);
    let asked = 0;
    let bothAsked = () => {};
    const both = new Promise<void>((resolve) => (bothAsked = resolve));
    const user = async () => {
      if (++asked === 2) bothAsked();
      await both;
      return "accept" as const;
    };
    const agents = [await agent({ ...options, era, user }), await agent({ ...options, era, user })];
    const plans = [await planned(agents[0]!, [item(0), item(1)]), await planned(agents[1]!, [item(2), item(3)])];
    const results = await Promise.all(agents.map(({ call }, at) => call("apply_plan", { planId: plans[at] })));
    const outcomes = results.map(({ structuredContent }) => structuredContent.outcome);
    expect(outcomes.toSorted()).toEqual(["applied", "not-sent"]);
    const lost = outcomes.indexOf("not-sent");
    // Its approval may have been recorded, after that of the other.
    expect(results[lost]?.structuredContent.evidence).toMatch(
      /^(Nothing was sent|Of 2 actions: 2 not sent yet)\. 2 of 3 actions an hour are used\./,
    );
    // Neither the same call nor a new server gets around it.
    for (const { call } of [agents[lost]!, await agent({ ...options, era })])
      expect((await call("apply_plan", { planId: plans[lost] })).structuredContent).toMatchObject({ outcome: "not-sent" });
    expect(sent()).toHaveLength(2);
  },
);

test("an approval counts against the limit even if its server ended right after recording it", async () => {
  const { agent, item, sent, journal, env } = await world(4);
  const { call } = await agent(options);
  await call("apply_plan", { planId: await planned({ call } as never, [item(0), item(1)]) });
  const planId = await planned({ call } as never, [item(2), item(3)]);
  const { digest } = (await loadPlan(planId, env)).header;
  const about = { plan: planId, digest, who: "alice", by: "elicit", actions: 2, expires: Date.now() + 600_000 };
  await journal.mark({ kind: "approved", ...about });
  const { structuredContent } = await call("apply_plan", { planId });
  expect(structuredContent).toMatchObject({ outcome: "not-sent", state: "approved" });
  expect(structuredContent.evidence).toBe(
    `Of 2 actions: 2 not sent yet. 2 of 3 actions an hour are used. The user can apply it now in a terminal: aom-workflow apply ${planId}`,
  );
  expect(sent()).toHaveLength(2);
});

test("of two approvals that are recorded before either is counted, both servers count the first", async () => {
  const journal = memoryJournal({ endpoint: "https://aom.example.com", projectId });
  const about = { digest: "d", who: "alice", by: "elicit", actions: 2, expires: Date.now() + 600_000 };
  for (const plan of ["one1", "two2"]) await journal.mark({ kind: "approved", plan, ...about });
  const usage = async (plan: string) => usageBefore((await journal.planMark(plan)).approved, "alice", journal);
  expect(freeAt(await usage("one1"), 2, { maxActions: 3 })).toBeUndefined();
  expect(freeAt(await usage("two2"), 2, { maxActions: 3 })).toBeGreaterThan(Date.now());
  expect((await usageBefore(undefined, "alice", journal)).count).toBe(4);
  await journal.mark({ kind: "closed", plan: "one1" });
  expect(freeAt(await usage("two2"), 2, { maxActions: 3 })).toBeUndefined();
});

test("a plan that was closed before anything was sent does not count against the limit", async () => {
  const { agent, item, journal } = await world(4, { faultOf: () => ({ kind: "throttled", retryAfter: "60" }) });
  const { call } = await agent(options);
  const planId = await planned({ call } as never, [item(0), item(1)]);
  const applying = call("apply_plan", { planId });
  await expect.poll(async () => (await journal.planMark(planId)).approved).toBeDefined();
  await call("close_plan", { planId });
  expect((await applying).structuredContent).toMatchObject({ outcome: "not-sent", state: "closed" });
  const { structuredContent } = (await call("plan_actions", { actions: [item(2), item(3)], reason: "r" })) as Loose;
  expect(structuredContent).not.toHaveProperty("availableAt");
});
