import { readFileSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { createClient } from "@aom-workflow/client";
import { applyPlan } from "@aom-workflow/plan";
import { loadPlan, planPath } from "@aom-workflow/plan/node";
import { expect, test } from "vitest";
import { rawClient } from "./raw-client.ts";
import { eras, planned, projectId, world } from "./world.ts";

const allow = ["restart"] as const;

test.for([
  ["a missing plan", "apply_plan", { planId: "zzzz99" }, "There is no plan zzzz99."],
  ["a path in place of an id", "apply_plan", { planId: "../../etc/passwd" }, "Invalid arguments: planId: String does not match pattern."],
  ["no id", "apply_plan", {}, 'Invalid arguments: missing "planId". Nothing was sent.'],
  ["ids beside the plan", "apply_plan", { planId: "abcdef", nodeId: "deploy" }, "Invalid arguments: nodeId: there is no such parameter."],
  ["another project", "list_stopped", { projectId: "f".repeat(32) }, "Invalid arguments: projectId: there is no such parameter."],
  [
    "a name of a megabyte",
    "get_execution",
    { workflowId: "w".repeat(1e6), executionId: "e" },
    "workflowId: String is too long (1000000 > 64).",
  ],
  [
    "a path in an id",
    "get_execution",
    { workflowId: "..", executionId: "e0" },
    "It could not be read: invalid-input. The ids are not valid: take them from list_stopped.",
  ],
  ["no actions", "plan_actions", { actions: [], reason: "r" }, "actions: Array has too few items (0 < 1)."],
  ["no reason", "plan_actions", { actions: [{ action: "restart", workflowId: "w0", executionId: "e0", nodeId: "n" }] }, 'missing "reason"'],
  ["an action that is not allowed", "plan_actions", plan([item("skip")]), 'does not match any of ["restart"].'],
  ["an action that no plan has", "plan_actions", plan([item("stop")]), 'does not match any of ["restart"].'],
  ["too many actions", "plan_actions", plan(Array.from({ length: 21 }, (_, at) => item("restart", `e${at}`))), "too many items (21 > 20)."],
  ["one node twice", "plan_actions", plan([item("restart"), item("restart")]), "Action 2 names the same node as action 1."],
  ["an id that changes the path", "plan_actions", plan([item("restart", "..")]), "Action 1 has an executionId that"],
  ["an id that looks like another", "plan_actions", plan([item("restart", "e\u200b0")]), 'The id "e0" has invisible characters.'],
  [
    "a missing execution",
    "plan_actions",
    plan([item("restart", "nobody")]),
    "Nothing was planned or sent: the workflow has no such execution.",
  ],
  ["a tool that acts at once", "restart", item("restart"), 'There is no tool "restart" on this server. Nothing was sent.'],
  ["a tool with a long name", "x".repeat(1e6), {}, "There is no tool"],
  ["a megabyte of a parameter's name", "get_plan", { planId: "abcd", ["n".repeat(1e6)]: 1 }, "Invalid arguments: nnn"],
  [
    "a parameter's name with half a character",
    "get_plan",
    { planId: "abcd", "\ud800": 1 },
    "Invalid arguments: the name of a parameter is not valid",
  ],
  ["a cursor of another server", "list_stopped", { cursor: "0123456789ab" }, "This cursor has expired"],
  ["an invalid time", "list_stopped", { since: "yesterday" }, "since must be an ISO 8601 time"],
] as const)("%s is refused in one sentence, and nothing is sent", async ([, name, args, sentence]) => {
  const { agent, sent } = await world(1);
  const { call, questions } = await agent({ allow, user: "accept" });
  const { isError, structuredContent } = await call(name, args);
  expect(isError).toBe(true);
  expect(structuredContent).toMatchObject({ outcome: expect.stringMatching(/^(not-sent|rejected)$/), mayHaveBeenDone: false });
  expect(structuredContent.evidence).toContain(sentence);
  expect(structuredContent.evidence.length).toBeLessThan(450);
  expect([questions, sent()]).toEqual([[], []]);
});

function item(action: string, executionId = "e0") {
  return { action, workflowId: "w0", executionId, nodeId: "deploy" };
}

function plan(actions: readonly object[]) {
  return { actions, reason: "INC-4711" };
}

test.for([
  ["another user", (text: string) => text, { who: "mallory" }, "was made by another user"],
  [
    "a changed action",
    (text: string) => text.replace('"executionId":"e0"', '"executionId":"e1"'),
    {},
    "was changed after the plan was made",
  ],
  ["a missing action", (text: string) => text.split("\n").toSpliced(1, 1).join("\n"), {}, "do not match its digest"],
  ["another contract", (text: string) => headerWith(text, { contract: "9.9" }), {}, "of the contract"],
  ["another endpoint", (text: string) => headerWith(text, { endpoint: "https://evil.example" }), {}, "for another target"],
  ["another journal", (text: string) => headerWith(text, { journal: "0123456789ab" }), {}, "for another journal"],
  ["another id", (text: string) => headerWith(text, { id: "zzzz99" }), {}, "was made by another user"],
] as const)("a plan of %s is refused, approved or not", async ([, change, who, sentence]) => {
  const { agent, item, sent, env } = await world(2);
  const planId = await planned(await agent({ allow }), [item(0), item(1)]);
  const path = planPath(planId, env);
  writeFileSync(path, change(readFileSync(path, "utf8")));
  const { call, questions } = await agent({ allow, user: "accept", ...who });
  for (const tool of ["apply_plan", "close_plan", "get_plan"]) {
    const { isError, structuredContent } = await call(tool, { planId });
    expect([isError, structuredContent.evidence]).toEqual([true, expect.stringContaining(sentence)]);
  }
  expect([questions, sent()]).toEqual([[], []]);
});

/** The header with other values and the right checksum. */
function headerWith(text: string, values: object): string {
  const [header = "", ...rest] = text.split("\n");
  const json = JSON.stringify({ ...JSON.parse(header.slice(9)), ...values });
  return [`${crc32(json).toString(16).padStart(8, "0")} ${json}`, ...rest].join("\n");
}

test("once its approval has expired, a plan only reports, even if something is left, and nobody is asked again", async () => {
  const { agent, item, sent, journal, env } = await world(2);
  const { call, questions } = await agent({ allow, user: "accept" });
  const planId = await planned({ call } as never, [item(0), item(1)]);
  const { digest } = (await loadPlan(planId, env)).header;
  const about = { plan: planId, digest, who: "alice", by: "elicit", actions: 2 };
  await journal.mark({ kind: "approved", ...about, expires: Date.now() - 1 });
  const { isError, structuredContent } = await call("apply_plan", { planId });
  expect(isError).toBe(true);
  expect(structuredContent).toMatchObject({ outcome: "not-sent", state: "expired", next: [{ tool: "list_stopped" }], counts: { left: 2 } });
  expect(structuredContent.evidence).toBe(
    `Its approval has expired, so nothing more is sent. Of 2 actions: 2 not sent yet. Plan the rest again, or the user can apply it in a terminal: aom-workflow apply ${planId}`,
  );
  expect([questions, sent()]).toEqual([[], []]);
});

test("an action that is being sent is not reported as not done", async () => {
  const { agent, item, sent } = await world(1, { faultOf: () => ({ kind: "delay", ms: 500 }) });
  const [{ call }, other] = [await agent({ allow, user: "accept" }), await agent({ allow })];
  const planId = await planned({ call } as never, [item(0)]);
  const applying = call("apply_plan", { planId });
  await expect.poll(() => sent()).toHaveLength(1);
  for (const one of [call, other.call])
    expect((await one("get_plan", { planId })).structuredContent).toMatchObject({ outcome: "unknown", mayHaveBeenDone: true });
  expect((await applying).structuredContent).toMatchObject({ outcome: "applied" });
});

test("a plan that replaces the approved one is refused", async () => {
  const { agent, item, sent, env } = await world(2);
  const { call, questions } = await agent({ allow, user: "accept" });
  const [approved, other] = [await planned({ call } as never, [item(0)]), await planned({ call } as never, [item(1)])];
  await call("apply_plan", { planId: approved });
  writeFileSync(planPath(approved, env), headerWith(readFileSync(planPath(other, env), "utf8"), { id: approved }));
  expect((await call("apply_plan", { planId: approved })).structuredContent.evidence).toContain("is not the one that was approved.");
  expect([questions.length, sent()]).toEqual([1, ["e0"]]);
});

test.for(eras)("%s: two clients with one plan send each action once, and both get the outcome", async (era) => {
  const { agent, item, sent } = await world(4);
  const agents = [await agent({ allow, era, user: "accept" }), await agent({ allow, era, user: "accept" })];
  const planId = await planned(agents[0]!, [item(0), item(1), item(2), item(3)]);
  const answers = await Promise.all([...agents, ...agents].map(({ call }) => call("apply_plan", { planId })));
  expect(sent().toSorted()).toEqual(["e0", "e1", "e2", "e3"]);
  for (const { call } of agents)
    expect((await call("apply_plan", { planId })).structuredContent).toMatchObject({ outcome: "applied", counts: { applied: 4 } });
  for (const { structuredContent } of answers) expect(structuredContent.outcome).toMatch(/^(applied|unknown)$/);
});

test("if one user declines, the plan is closed, even if another client is asking about it", async () => {
  const { agent, item, sent } = await world(1);
  let accept = (_: "accept") => {};
  const waiting = await agent({ allow, user: () => new Promise((resolve) => (accept = resolve)) });
  const planId = await planned(waiting, [item(0)]);
  const asked = waiting.call("apply_plan", { planId });
  await expect.poll(() => waiting.questions).toHaveLength(1);
  await (await agent({ allow, user: "decline" })).call("apply_plan", { planId });
  accept("accept");
  expect((await asked).structuredContent).toMatchObject({ outcome: "not-sent", state: "closed" });
  expect(sent()).toEqual([]);
});

test("an approval that is forged, too old, or for another plan or server does not count: the user is asked again", async () => {
  const { agent, item, sent } = await world(2);
  const options = { allow, user: "accept" } as const;
  const maker = await agent(options);
  const [one, other] = [await planned(maker, [item(0)]), await planned(maker, [item(1)])];
  const raw = await rawClient(agent, options);
  const restarted = await rawClient(agent, options);
  const accept = { approval: { action: "accept", content: {} } };
  const ask = async (from = raw, planId = one, more: object = {}) => from("apply_plan", { planId }, more);
  const first = await ask();
  expect(first).toMatchObject({ resultType: "input_required", inputRequests: { approval: {} }, requestState: expect.any(String) });
  const state: string = first.requestState;
  const [version, body = "", mac] = state.split(".");
  const forged = JSON.parse(Buffer.from(body, "base64url").toString());
  const reworded = Buffer.from(JSON.stringify({ ...forged, exp: forged.exp + 9e6 })).toString("base64url");
  for (const more of [
    { inputResponses: accept },
    { inputResponses: accept, requestState: "" },
    { inputResponses: accept, requestState: "v1.e30.e30" },
    { inputResponses: accept, requestState: [version, reworded, mac].join(".") },
    { inputResponses: { approval: { action: "maybe" } }, requestState: state },
    { inputResponses: { other: accept.approval }, requestState: state },
    { requestState: state },
  ])
    expect(await ask(raw, one, more)).toMatchObject({ resultType: "input_required" });
  expect(await ask(raw, other, { inputResponses: accept, requestState: state })).toMatchObject({ resultType: "input_required" });
  expect(await ask(restarted, one, { inputResponses: accept, requestState: state })).toMatchObject({ resultType: "input_required" });
  expect(sent()).toEqual([]);
  expect(await ask(raw, one, { inputResponses: accept, requestState: state })).toMatchObject({ structuredContent: { outcome: "applied" } });
  // The same answer again, to a new server: the approval is in the journal, and nothing is sent.
  expect(await ask(raw, one, { inputResponses: accept, requestState: state })).toMatchObject({ structuredContent: { outcome: "applied" } });
  expect(await ask(restarted)).toMatchObject({ structuredContent: { outcome: "applied" } });
  expect(sent()).toEqual(["e0"]);
});

test.for(eras)(
  "%s: a client that disconnects between answer and outcome finds the outcome later, and nothing is sent twice",
  async (era) => {
    const { agent, item, sent } = await world(1, { faultOf: () => ({ kind: "delay", ms: 300 }) });
    const gone = await agent({ allow, era, user: "accept" });
    const planId = await planned(gone, [item(0)]);
    const lost = gone.call("apply_plan", { planId }).catch(() => "lost");
    await expect.poll(() => sent()).toHaveLength(1);
    gone.hangUp();
    await gone.ended;
    await gone.client.close();
    expect(await lost).toBe("lost");
    expect(gone.errors).toEqual([]);
    const { call, questions } = await agent({ allow, era, user: "accept" });
    expect((await call("apply_plan", { planId })).structuredContent).toMatchObject({ outcome: "applied", state: "approved" });
    expect([questions, sent()]).toEqual([[], ["e0"]]);
  },
);

test.for(eras)("%s: cancelling the call closes the plan; requests in flight are completed", async (era) => {
  const { agent, item, sent } = await world(3, { faultOf: () => ({ kind: "delay", ms: 300 }) });
  const { call } = await agent({ allow, era, user: "accept" });
  const planId = await planned({ call } as never, [item(0), item(1), item(2)]);
  const cancel = new AbortController();
  const cancelled = call("apply_plan", { planId }, { signal: cancel.signal }).catch(() => "cancelled");
  await expect.poll(() => sent().length).toBeGreaterThan(0);
  cancel.abort();
  expect(await cancelled).toBe("cancelled");
  await expect
    .poll(async () => (await call("get_plan", { planId })).structuredContent, { timeout: 5000 })
    .toMatchObject({ outcome: expect.stringMatching(/^(applied|incomplete)$/), state: "closed", mayHaveBeenDone: false });
  const count = sent().length;
  expect((await call("apply_plan", { planId })).structuredContent.evidence).toMatch(/^The call was cancelled\. /);
  expect(sent()).toHaveLength(count);
});

test("cancelling the question closes the plan, too", async () => {
  const { agent, item, sent } = await world(1);
  const { call, questions } = await agent({ allow, era: "2025-11-25", user: () => new Promise(() => {}) });
  const planId = await planned({ call } as never, [item(0)]);
  const cancel = new AbortController();
  const cancelled = call("apply_plan", { planId }, { signal: cancel.signal }).catch(() => "cancelled");
  await expect.poll(() => questions).toHaveLength(1);
  cancel.abort();
  expect(await cancelled).toBe("cancelled");
  await expect.poll(async () => (await call("get_plan", { planId })).structuredContent.state).toBe("closed");
  expect(sent()).toEqual([]);
});

test("a plan that the user applied in a terminal is reported to the agent as applied", async () => {
  const { agent, item, sent, env, journal, service } = await world(1);
  const { call, client } = await agent({ allow, approve: "terminal", user: "accept" });
  expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain("apply_plan");
  const planId = await planned({ call } as never, [item(0)]);
  expect((await call("get_plan", { planId })).structuredContent).toMatchObject({
    outcome: "not-sent",
    state: "planned",
    command: `aom-workflow apply ${planId}`,
  });
  const aom = createClient({ endpoint: service.url, projectId, auth: "token" });
  for await (const _ of applyPlan(await loadPlan(planId, env), { client: aom, journal }));
  expect((await call("get_plan", { planId })).structuredContent).toMatchObject({ outcome: "applied", counts: { applied: 1 } });
  expect(sent()).toEqual(["e0"]);
});
