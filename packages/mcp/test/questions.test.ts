import { expect, test } from "vitest";
import { rawClient } from "./raw-client.ts";
import { eras, planned, world } from "./world.ts";

const allow = ["restart"] as const;

test.for(eras)(
  "%s: a client that calls apply_plan twice at the same time asks its user once, and both calls get the outcome",
  async (era) => {
    const { agent, item, sent } = await world(1);
    let accept = (_: "accept") => {};
    const { call, questions } = await agent({ allow, era, user: () => new Promise((resolve) => (accept = resolve)) });
    const planId = await planned({ call } as never, [item(0)]);
    const calls = [1, 2, 3].map(() => call("apply_plan", { planId }));
    await expect.poll(() => questions).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    accept("accept");
    for (const { structuredContent } of await Promise.all(calls)) expect(structuredContent).toMatchObject({ outcome: "applied" });
    expect([questions.length, sent()]).toEqual([1, ["e0"]]);
  },
);

test.for(["decline", "cancel"] as const)("answering a question with %s also ends the other call for the same plan", async (answer) => {
  const { agent, item, sent } = await world(1);
  let reply = (_: "decline" | "cancel") => {};
  const { call, questions } = await agent({ allow, user: () => new Promise((resolve) => (reply = resolve)) });
  const planId = await planned({ call } as never, [item(0)]);
  const calls = [call("apply_plan", { planId }), call("apply_plan", { planId })];
  await expect.poll(() => questions).toHaveLength(1);
  reply(answer);
  for (const { structuredContent } of await Promise.all(calls))
    expect(structuredContent).toMatchObject({ outcome: "not-sent", state: "closed" });
  expect([questions.length, sent()]).toEqual([1, []]);
});

test("closing a plan whose question is open ends the call that waits for the answer", async () => {
  const { agent, item } = await world(1);
  const raw = await rawClient(agent, { allow, user: "accept" });
  const { structuredContent } = await raw("plan_actions", { actions: [item(0)], reason: "r" }, {});
  const { planId } = structuredContent;
  expect(await raw("apply_plan", { planId }, {})).toMatchObject({ resultType: "input_required" });
  const waiting = raw("apply_plan", { planId }, {});
  await raw("close_plan", { planId }, {});
  expect(await waiting).toMatchObject({ structuredContent: { outcome: "not-sent", state: "closed" } });
});

test("if another server applies the plan while the user is asked, the call that waits for the answer ends", async () => {
  const { agent, item, sent } = await world(1);
  let accept = (_: "accept") => {};
  const one = await agent({ allow, user: () => new Promise((resolve) => (accept = resolve)) });
  const planId = await planned(one, [item(0)]);
  const calls = [one.call("apply_plan", { planId }), one.call("apply_plan", { planId })];
  await expect.poll(() => one.questions).toHaveLength(1);
  await (await agent({ allow, user: "accept" })).call("apply_plan", { planId });
  accept("accept");
  for (const { structuredContent } of await Promise.all(calls)) expect(structuredContent).toMatchObject({ outcome: "applied" });
  expect([one.questions.length, sent()]).toEqual([1, ["e0"]]);
});

test("questions about two plans can be open at the same time", async () => {
  const { agent, item } = await world(2);
  const { call, questions } = await agent({ allow, user: "accept" });
  const plans = [await planned({ call } as never, [item(0)]), await planned({ call } as never, [item(1)])];
  const results = await Promise.all(plans.map((planId) => call("apply_plan", { planId })));
  expect(results.map(({ structuredContent }) => structuredContent.outcome)).toEqual(["applied", "applied"]);
  expect(questions).toHaveLength(2);
});
