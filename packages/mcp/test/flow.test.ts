import { expect, test } from "vitest";
import { eras, planned, world } from "./world.ts";

test.for(eras)("%s: an agent lists, plans, gets approval, applies and gets the outcome; the same call again sends nothing", async (era) => {
  const { agent, item, sent } = await world(3);
  const { call, questions } = await agent({ era, allow: ["restart"], user: "accept" });
  const { structuredContent: list } = await call("list_stopped", {});
  expect(list).toMatchObject({ outcome: "read", complete: true });
  expect(list.items[0]).toMatchObject({ workflowId: "w0", executionId: "e0", nodeId: "deploy", state: "failed" });
  expect(list.items[0].actions).toEqual([
    { action: "restart", allowed: true },
    { action: "skip", allowed: false },
  ]);
  const { structuredContent: made } = await call("plan_actions", { actions: [item(0), item(1)], reason: "INC-4711" });
  expect(made).toMatchObject({ outcome: "planned", planned: 2, next: [{ tool: "apply_plan", arguments: { planId: made.planId } }] });
  expect([sent(), questions]).toEqual([[], []]);
  const applied = await call("apply_plan", { planId: made.planId });
  expect(applied.isError).toBeUndefined();
  expect(applied.structuredContent).toMatchObject({
    outcome: "applied",
    mayHaveBeenDone: false,
    evidence: "Of 2 actions: 2 applied.",
    next: [],
    counts: { planned: 2, applied: 2, unknown: 0, left: 0 },
  });
  expect(questions).toHaveLength(1);
  const again = await call("apply_plan", { planId: made.planId });
  expect(again.structuredContent).toEqual(applied.structuredContent);
  expect((await call("get_plan", { planId: made.planId })).structuredContent).toEqual(applied.structuredContent);
  expect(sent().toSorted()).toEqual(["e0", "e1"]);
  expect(questions).toHaveLength(1);
});

test.for(eras)("%s: declining closes the plan for good, and nothing is asked or sent again", async (era) => {
  const { agent, item, sent } = await world(1);
  const { call, questions } = await agent({ era, allow: ["restart"], user: "decline" });
  const planId = await planned(await agent({ era, allow: ["restart"] }), [item(0)]);
  for (const _ of [1, 2]) {
    const { isError, structuredContent } = await call("apply_plan", { planId });
    expect(isError).toBe(true);
    expect(structuredContent).toMatchObject({ outcome: "not-sent", mayHaveBeenDone: false, state: "closed", next: [] });
    expect(structuredContent.evidence).toBe("Declined by the user. Nothing was sent. Do not ask again unless the user asks.");
  }
  expect([questions.length, sent()]).toEqual([1, []]);
});
