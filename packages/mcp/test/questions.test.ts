import { expect, onTestFinished, test, vi } from "vitest";
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

test("while a question is open a later call says that it is, and does not ask a second time", async () => {
  const { agent, item, sent } = await world(1);
  let accept = (_: "accept") => {};
  const user = () => new Promise<"accept">((resolve) => (accept = resolve));
  const { call, questions } = await agent({ allow, era: "2025-11-25", user });
  const planId = await planned({ call } as never, [item(0)]);
  const asking = call("apply_plan", { planId });
  await expect.poll(() => questions).toHaveLength(1);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  for (const _ of [1, 2]) {
    const waiting = call("apply_plan", { planId });
    // That of the client, and that of the server.
    while (vi.getTimerCount() < 2) await new Promise(setImmediate);
    await vi.advanceTimersByTimeAsync(40_000);
    const { structuredContent } = await waiting;
    expect(structuredContent).toMatchObject({
      outcome: "not-sent",
      state: "planned",
      next: [{ tool: "apply_plan", arguments: { planId } }],
    });
    expect(structuredContent.evidence).toBe("The user has not answered yet. Nothing was sent.");
  }
  vi.useRealTimers();
  accept("accept");
  expect((await asking).structuredContent).toMatchObject({ outcome: "applied" });
  expect([questions.length, sent()]).toEqual([1, ["e0"]]);
});

test("a plan that is closed while the user is asked ends the call that asks, and takes the question back", async () => {
  const { agent, item, sent } = await world(1);
  let isTakenBack = false;
  const user = (signal: AbortSignal) =>
    new Promise<"accept">((_, reject) => {
      signal.addEventListener("abort", () => {
        isTakenBack = true;
        reject(new Error("taken back"));
      });
    });
  const { call, questions } = await agent({ allow, era: "2025-11-25", user });
  const planId = await planned({ call } as never, [item(0)]);
  const asking = call("apply_plan", { planId });
  await expect.poll(() => questions).toHaveLength(1);
  expect((await call("close_plan", { planId })).structuredContent).toMatchObject({ outcome: "closed", state: "closed" });
  expect((await asking).structuredContent).toMatchObject({ outcome: "not-sent", state: "closed" });
  await expect.poll(() => isTakenBack).toBe(true);
  expect(sent()).toEqual([]);
});

test.for([
  ["that fails", () => Promise.reject(new Error("no window"))],
  ["with an answer that is none", async () => "maybe" as never],
] as const)("a client %s when it should ask does not act; the result says what the user can type", async ([, user]) => {
  const { agent, item, sent } = await world(1);
  const { call, questions } = await agent({ allow, era: "2025-11-25", user });
  const planId = await planned({ call } as never, [item(0)]);
  for (const _ of [1, 2]) {
    const { isError, structuredContent } = await call("apply_plan", { planId });
    expect(isError).toBe(true);
    expect(structuredContent).toMatchObject({ outcome: "not-sent", mayHaveBeenDone: false, command: `aom-workflow apply ${planId}` });
  }
  // The question is not open any more.
  expect([questions.length, sent()]).toEqual([2, []]);
});
