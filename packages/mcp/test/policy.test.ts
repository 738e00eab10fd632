import { createClient, operations, workflowOperationActionValues } from "@aom-workflow/client";
import { expect, test } from "vitest";
import { serve } from "../src/index.ts";
import { toolDefinitions, toolsFor } from "../src/tool/definitions.ts";
import { eras, type Loose, planned, world } from "./world.ts";

const allow = ["restart"] as const;

test("a server without options only reads", async () => {
  const { agent } = await world(1);
  const { client } = await agent({ user: "accept" });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(["list_stopped", "get_execution", "get_plan"]);
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
});

test("the listed tools are small, describe themselves, and are those exported as data", async () => {
  const { agent } = await world(1);
  const { client } = await agent({ allow: workflowOperationActionValues });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(toolDefinitions.map(({ name }) => name));
  expect(JSON.stringify(tools).length).toBeLessThan(8000);
  for (const { description = "", outputSchema, annotations } of tools) {
    expect(description.length).toBeLessThan(300);
    expect(outputSchema?.required).toEqual(["outcome", "mayHaveBeenDone", "evidence", "next"]);
    expect(annotations).toMatchObject({ readOnlyHint: expect.any(Boolean), destructiveHint: expect.any(Boolean) });
  }
  expect(tools.find(({ name }) => name === "apply_plan")?.annotations).toMatchObject({ destructiveHint: true, idempotentHint: true });
});

test("ids have the limits of the contract, and only allowed actions can be requested", () => {
  const [, , , plan] = toolsFor({ allow: ["skip"], logs: true, maxActions: 7, approve: "elicit" });
  const { maxItems, items } = (plan as Loose).inputSchema.properties.actions;
  expect([maxItems, items.properties.action]).toEqual([7, { enum: ["skip"] }]);
  for (const { input, schema, scope } of operations.restart.parameters)
    if (scope === undefined && input !== "action") expect(items.properties[input]).toEqual(schema);
});

test.for(eras)("%s: a client that cannot ask does not act, and gets the command for the user", async (era) => {
  const { agent, item, sent } = await world(1);
  const { call } = await agent({ allow, era });
  const planId = await planned({ call } as never, [item(0)]);
  const { isError, structuredContent } = await call("apply_plan", { planId });
  expect(isError).toBe(true);
  expect(structuredContent).toMatchObject({ outcome: "not-sent", mayHaveBeenDone: false, command: `aom-workflow apply ${planId}` });
  expect(structuredContent.evidence).toContain("This client cannot ask the user, who can apply the plan in a terminal:");
  expect(sent()).toEqual([]);
});

test("with approve never, a plan is applied without a question", async () => {
  const { agent, item, sent } = await world(1);
  const { call, questions } = await agent({ allow, approve: "never", user: "decline" });
  const planId = await planned({ call } as never, [item(0)]);
  expect((await call("apply_plan", { planId })).structuredContent).toMatchObject({ outcome: "applied" });
  expect([questions, sent()]).toEqual([[], ["e0"]]);
});

test("only workflows that match can be seen or planned", async () => {
  const { agent, item, sent } = await world(3);
  const { call } = await agent({ allow, user: "accept", workflow: "release-[12]" });
  expect((await call("list_stopped", {})).structuredContent.items).toEqual([]);
  const one = await agent({ allow, user: "accept", workflow: "*-1" });
  const { items } = (await one.call("list_stopped", {})).structuredContent;
  expect(items.map(({ workflowId }: { workflowId: string }) => workflowId)).toEqual(["w1"]);
  const refused = await one.call("plan_actions", { actions: [item(1), item(2)], reason: "r" });
  expect(refused.structuredContent.evidence).toBe('Only workflows that match "*-1" are allowed here. Nothing was planned.');
  const unseen = await one.call("get_execution", { workflowId: "w2", executionId: "e2" });
  expect([unseen.isError, unseen.structuredContent.untrusted]).toEqual([true, undefined]);
  // A plan made by another server of the same user is subject to the policy of this one.
  const planId = await planned(await agent({ allow, user: "accept" }), [item(2)]);
  expect((await one.call("apply_plan", { planId })).structuredContent.evidence).toContain("are allowed here. Nothing was sent.");
  expect(sent()).toEqual([]);
});

test("an unknown outcome is not an error, so no model corrects it and tries again", async () => {
  const { agent, item, sent } = await world(2, { seed: { actsLate: 60_000 }, faultOf: () => ({ kind: "reset-after-reading" }) });
  const { call } = await agent({ allow, user: "accept" });
  const planId = await planned({ call } as never, [item(0)]);
  for (const tool of ["apply_plan", "apply_plan", "get_plan"]) {
    const { isError, structuredContent } = await call(tool, { planId });
    expect(isError).toBeUndefined();
    expect(structuredContent).toMatchObject({ outcome: "unknown", mayHaveBeenDone: true, next: [{ tool: "get_plan" }] });
    expect(structuredContent.results[0]).toMatchObject({ outcome: "unknown", since: expect.any(String) });
  }
  const { structuredContent } = await call("plan_actions", { actions: [item(0)], reason: "again" });
  expect(structuredContent).toMatchObject({
    outcome: "unknown",
    mayHaveBeenDone: true,
    next: [{ tool: "get_plan", arguments: { planId } }, {}],
  });
  expect(sent()).toEqual(["e0"]);
});

test("a refusal by the service and a changed execution have different outcomes, and are not sent again", async () => {
  const refusal = { kind: "json", status: 400, value: { error_code: "AOM.0400", error_msg: "no" } } as const;
  const { agent, item, sent, service } = await world(2, { faultOf: () => refusal });
  const { call } = await agent({ allow, user: "accept" });
  const planId = await planned({ call } as never, [item(0), item(1)]);
  service.act({ action: "restart", executionId: "e1", nodeId: "deploy" });
  for (const _ of [1, 2]) {
    const { isError, structuredContent } = await call("apply_plan", { planId });
    expect(isError).toBe(true);
    expect(structuredContent).toMatchObject({ outcome: "rejected", mayHaveBeenDone: false, counts: { rejected: 1, stale: 1 } });
  }
  expect(sent()).toEqual(["e0"]);
});

test("a long plan reports its progress", async () => {
  const { agent, item } = await world(3);
  const { call } = await agent({ allow, user: "accept" });
  const planId = await planned({ call } as never, [item(0), item(1), item(2)]);
  const progress: string[] = [];
  await call("apply_plan", { planId }, { onprogress: ({ message }: { message: string }) => progress.push(message) });
  expect(progress.slice(-3)).toEqual([1, 2, 3].map((at) => `${at} of 3 actions have ended`));
});

test("a plan that was closed halfway is incomplete, and says that the rest will not be sent", async () => {
  const { agent, item, sent } = await world(3, {
    faultOf: (request) => (request === 0 ? undefined : { kind: "throttled", retryAfter: "60" }),
  });
  const { call } = await agent({ allow, user: "accept" });
  const planId = await planned({ call } as never, [item(0), item(1), item(2)]);
  const applying = call("apply_plan", { planId });
  await expect.poll(() => sent().length).toBeGreaterThan(1);
  await call("close_plan", { planId });
  const { isError, structuredContent } = await applying;
  expect(isError).toBeUndefined();
  expect(structuredContent).toMatchObject({ outcome: "incomplete", mayHaveBeenDone: false, state: "closed" });
  expect(structuredContent.evidence).toContain("Of 3 actions: 1 applied, 2 will not be sent.");
});

test.for([401, 404])("a read that ends with status %i should not be tried again", async (status) => {
  const { agent, service } = await world(1);
  service.setFaults(() => ({ kind: "json", status, value: { error_code: "AOM.1", error_msg: "no" } }));
  const { call } = await agent();
  const { structuredContent } = await call("get_execution", { workflowId: "w0", executionId: "e0" });
  expect(structuredContent.evidence).not.toContain("tried again");
  expect(structuredContent.evidence).toContain(status === 401 ? "renew them and restart this server" : "was not found");
});

test("a list says that only some workflows are shown", async () => {
  const { agent } = await world(1);
  const { call } = await agent({ workflow: "zzz" });
  expect((await call("list_stopped", {})).structuredContent.evidence).toContain('Only workflows that match "zzz" are shown.');
});

test("what was left out of a plan reveals nothing about workflows that the agent may not see", async () => {
  const { agent, item } = await world(3);
  const { call } = await agent({ allow: ["restart", "continue"], user: "accept", workflow: "release-1" });
  for (const actions of [[item(2, "continue")], [item(1), item(2, "continue")], [{ ...item(2), nodeId: "nope" }]]) {
    const { isError, structuredContent } = await call("plan_actions", { actions, reason: "r" });
    expect(isError).toBe(true);
    expect(structuredContent).not.toHaveProperty("leftOut");
    expect(structuredContent.evidence).toBe('Only workflows that match "release-1" are allowed here. Nothing was planned.');
  }
  const { structuredContent } = await call("plan_actions", { actions: [item(1, "continue")], reason: "r" });
  expect(structuredContent).toMatchObject({ outcome: "not-sent", leftOut: [{ workflowId: "w1", outcome: "not-sent" }] });
});

test.for([
  ["nodeId", "The service lists no node nope in this execution."],
  ["executionId", "It could not be read."],
  ["workflowId", "It could not be read."],
] as const)("a %s that does not exist is named", async ([name, sentence]) => {
  const { agent, item } = await world(1);
  const { call } = await agent({ allow, user: "accept" });
  const { isError, structuredContent } = await call("plan_actions", { actions: [{ ...item(0), [name]: "nope" }], reason: "r" });
  expect(isError).toBe(true);
  expect(structuredContent.leftOut[0].untrusted.reason).toContain(sentence);
  expect(structuredContent.next[0].tool).toBe(name === "nodeId" ? "get_execution" : "list_stopped");
});

test("if the credentials are refused, the plan ends with what the user has to do, and the agent is not told to continue", async () => {
  const { agent, item, service, sent } = await world(1);
  const { call } = await agent({ allow, user: "accept", loginCommand: "aom-workflow auth login" });
  const planId = await planned({ call } as never, [item(0)]);
  service.setFaults(() => ({ kind: "json", status: 401, value: { error_code: "AOM.1", error_msg: "no" } }));
  const advice = "The credentials were refused. The user has to renew them (aom-workflow auth login) and restart this server.";
  const { structuredContent } = await call("apply_plan", { planId });
  expect(structuredContent).toMatchObject({ outcome: "not-sent", next: [], command: "aom-workflow auth login" });
  expect(structuredContent.evidence).toBe(`Of 1 action: 1 not sent yet. ${advice}`);
  const { structuredContent: made } = await call("plan_actions", { actions: [item(0)], reason: "r" });
  expect(made).toMatchObject({ outcome: "rejected", next: [], command: "aom-workflow auth login" });
  expect(made.evidence).toContain(advice);
  expect(sent()).toEqual([]);
});

test("with approve never, no text mentions an approval", async () => {
  const { agent, item } = await world(1);
  const { call, client } = await agent({ allow, approve: "never" });
  const { tools } = await client.listTools();
  expect(tools.find(({ name }) => name === "apply_plan")?.description).toMatch(/^Applies a plan without asking anyone, /);
  const { structuredContent } = await call("plan_actions", { actions: [item(0)], reason: "r" });
  expect(structuredContent.next).toMatchObject([{ tool: "apply_plan", why: "to apply it; nobody is asked" }]);
});

test("only text that may come from the service is untrusted; that nothing was sent is not", async () => {
  const { agent, item } = await world(1);
  const { call } = await agent({ allow, user: "accept" });
  const { structuredContent } = await call("get_plan", { planId: await planned({ call } as never, [item(0)]) });
  expect(structuredContent.results).toEqual([{ ...item(0), outcome: "left" }]);
});

test("a plan that names a workflow outside the pattern is neither shown nor closed", async () => {
  const { agent, item, journal } = await world(2);
  const planId = await planned(await agent({ allow }), [item(0)]);
  const { call } = await agent({ allow, user: "accept", workflow: "*-1" });
  for (const tool of ["get_plan", "close_plan", "apply_plan"]) {
    const { isError, structuredContent } = await call(tool, { planId });
    expect([isError, structuredContent.evidence]).toEqual([true, 'Only workflows that match "*-1" are allowed here. Nothing was sent.']);
    expect(JSON.stringify(structuredContent)).not.toContain("e0");
  }
  expect((await journal.planMark(planId)).closed).toBeUndefined();
});

test("after refused credentials get_plan does not propose to continue either, until that succeeds", async () => {
  const { agent, item, service } = await world(1);
  const { call } = await agent({ allow, user: "accept" });
  const planId = await planned({ call } as never, [item(0)]);
  service.setFaults(({ request }) =>
    request?.target.includes("/operation?") ? { kind: "json", status: 403, value: { error_code: "AOM.1", error_msg: "no" } } : undefined,
  );
  for (const tool of ["apply_plan", "get_plan"]) {
    const { structuredContent } = await call(tool, { planId });
    expect(structuredContent).toMatchObject({ outcome: "not-sent", next: [] });
    expect(structuredContent.evidence).toBe("Of 1 action: 1 not sent yet. The credentials do not allow it. Tell the user.");
  }
  service.setFaults(() => undefined);
  expect((await call("apply_plan", { planId })).structuredContent).toMatchObject({ outcome: "applied", next: [] });
});

test.for([
  [{ allow: ["restart", "restart"] }, "allow must not repeat an action."],
  [{ allow: ["stop"] }, "allow must only have"],
  [{ workflow: "" }, "workflow must not be empty."],
  [{ maxActions: 0 }, "maxActions must be a whole number"],
] as const)("a server is not started with %j", async ([policy, problem]) => {
  const { journal } = await world(0);
  const client = createClient({ ...journal.target, auth: "token" });
  await expect(serve(client, journal, { who: "alice", ...(policy as object) })).rejects.toThrow(problem);
});
