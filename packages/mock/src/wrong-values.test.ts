import { expect, test } from "vitest";
import { operationRequest, projectId, rawExchange, target } from "../test/raw-exchange.ts";
import { canary } from "./canary/canary.ts";
import { manyExecutions } from "./simulator/many-executions.ts";
import { type Simulator, startSimulator } from "./simulator/start-simulator.ts";
import { type Mock, startMock } from "./start-mock.ts";
import { startTlsFault } from "./tls/tls-fault.ts";

/** The error of a call in JavaScript; a server that it starts instead is closed. */
async function refusal(call: () => unknown): Promise<string> {
  try {
    const started = (await call()) as Mock | undefined;
    if (typeof started?.close === "function") await started.close();
    return "accepted";
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
}

const [timer, time] = ["a whole number of milliseconds from 0 to 2147483647", "a whole number of milliseconds from 0 to 8640000000000"];
const count = "a whole number from 1 to 1000000";
const status = "a whole number from 200 to 599";

test.each<[object, string]>([
  ...[-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, 0.5].map((ms): [object, string] => [
    { kind: "delay", ms },
    `ms of delay must be ${timer}, not ${ms}.`,
  ]),
  [{ kind: "drip", bytes: 0 }, `bytes of drip must be ${count}, not 0.`],
  [{ kind: "drip", everyMs: -1 }, `everyMs of drip must be ${timer}, not -1.`],
  [{ kind: "close-while-idle", afterMs: Number.NaN }, `afterMs of close-while-idle must be ${timer}, not NaN.`],
  [{ kind: "content-length-too-long", by: 0 }, `by of content-length-too-long must be ${count}, not 0.`],
  [{ kind: "content-length-too-short", by: -5 }, `by of content-length-too-short must be ${count}, not -5.`],
  [{ kind: "longer-than-said", by: 0 }, `by of longer-than-said must be ${count}, not 0.`],
  [{ kind: "informational", count: 0 }, `count of informational must be ${count}, not 0.`],
  [{ kind: "oversized-headers", bytes: 0 }, "bytes of oversized-headers must be a whole number from 1 to 268435456, not 0."],
  [{ kind: "wrong-content-type", contentType: "application/json" }, "contentType of wrong-content-type must not be application/json."],
  [{ kind: "html", status: 99 }, `status of html must be ${status}, not 99.`],
  [{ kind: "html", status: 204 }, "status of html must allow a body; 204 does not."],
  [{ kind: "json", value: null, status: 304 }, "status of json must allow a body; 304 does not."],
  [{ kind: "json", value: () => {} }, "value of json must be a JSON value, not a function."],
  [{ kind: "undeclared-status", status: 600 }, `status of undeclared-status must be ${status}, not 600.`],
  [{ kind: "undeclared-status", status: 200 }, "status of undeclared-status must be one that the contract does not declare, not 200."],
  [{ kind: "undeclared-status", status: 404 }, "status of undeclared-status must be one that the contract does not declare, not 404."],
])("a fault that would have no effect or another one is refused: %o", async (fault, sentence) => {
  for (const faults of [fault, [fault]]) expect(await refusal(() => startMock({ faults: faults as never }))).toBe(`TypeError: ${sentence}`);
  expect(await refusal(() => startSimulator({ faults: fault as never }))).toBe(`TypeError: ${sentence}`);
  const mock = await startMock({ faults: () => fault as never });
  expect(JSON.parse((await rawExchange(mock.port, operationRequest())).text.split("\r\n\r\n")[1] ?? "").detail).toBe(sentence);
  await mock.close();
});

test("undeclared-status refuses a status that the contract declares, also as a range and by header", async () => {
  const contract = {
    openapi: "3.1.0",
    info: { title: "x", version: "1" },
    paths: { "/": { get: { responses: { "4XX": { description: "x" } } } } },
  };
  const faults = { kind: "undeclared-status", status: 418 } as const;
  expect(await refusal(() => startMock({ contract, faults }))).toContain("must be one that the contract does not declare, not 418.");
  const mock = await startMock({ faults });
  const { text } = await rawExchange(mock.port, operationRequest(target, "X-Mock-Fault: undeclared-status=404\r\n"));
  expect(text).toMatch(/^HTTP\/1\.1 400 .*one that the contract does not declare, not 404/s);
  await mock.close();
});

const anAnswer = 'An answer is an object, such as { code: 404, example: "execution-not-found" }';
test.each<[unknown, string]>([
  [{ status: 404 }, "status is not a property of answer. Use one of: code, example."],
  [404, `${anAnswer}, not 404.`],
  [null, `${anAnswer}, not null.`],
  [Promise.resolve({ code: 404 }), `${anAnswer}, not a promise.`],
  [{ code: 0 }, `code of answer must be ${status}, not 0.`],
  [{ example: "" }, "example of answer must not be empty."],
])("an invalid answer of a function is a 500 that says what an answer is: %o", async (given, sentence) => {
  const mock = await startMock({ answer: () => given as never });
  expect((await rawExchange(mock.port, operationRequest())).text).toMatch(/^HTTP\/1\.1 500 .*NO_SUCH_ANSWER/s);
  expect(JSON.parse(Buffer.from(mock.requests[0]?.answer ?? []).toString()).detail).toBe(sentence);
  await mock.close();
});

test.each<[unknown, string]>([
  [{ code: 404 }, "code is not a property of the reply. Use one of: status, headers, body."],
  [404, "the reply must be an object, not 404."],
  [null, "the reply must be an object, not null."],
  [{ status: 100 }, `status of the reply must be ${status}, not 100.`],
])("an invalid reply of intercept is a 500 that says so: %o", async (given, sentence) => {
  const mock = await startMock({ intercept: () => given as never });
  const { text } = await rawExchange(mock.port, operationRequest());
  expect(text).toMatch(/^HTTP\/1\.1 500 /);
  expect(JSON.parse(text.split("\r\n\r\n")[1] ?? "").detail).toContain(sentence);
  await mock.close();
});

const noPermission =
  'permissions[0] must be one of cms:workflow:list, cms:execution:get, cms:execution:create, cms:workflow:update, not "cms:execution:gte".';
const seed = (workflow: object) => ({ seed: { workflows: [{ id: "w", name: "n", nodes: [], ...workflow }] } });
const node = (fields: object) => seed({ nodes: [{ id: "a", ...fields }] });
test.each<[object, string]>([
  [{ permissions: 5 }, "permissions must be an array, not 5."],
  [{ permissions: "cms:execution:get" }, 'permissions must be an array, not "cms:execution:get".'],
  [{ permissions: ["cms:execution:gte"] }, noPermission],
  [{ start: -1 }, `start must be ${time}, not -1.`],
  [{ port: 70_000 }, "port must be a whole number from 0 to 65535, not 70000."],
  [seed({ id: "" }), "id of seed.workflows[0] must not be empty."],
  [seed({ approval: "byhand" }), 'approval of seed.workflows[0], unless "by-hand", must be an object, not "byhand".'],
  [seed({ approval: { after: 5 } }), "approved of seed.workflows[0].approval is missing."],
  [seed({ actsLate: -1 }), `actsLate of seed.workflows[0] must be ${time}, not -1.`],
  [seed({ reads: { lag: { readings: 0, shows: "word" } } }), `readings of seed.workflows[0].reads.lag must be ${count}, not 0.`],
  [seed({ reads: { mixedUp: { every: 0 } } }), `every of seed.workflows[0].reads.mixedUp must be ${count}, not 0.`],
  [seed({ reads: { replica: { every: 2, behind: {} } } }), "actions of seed.workflows[0].reads.replica.behind is missing."],
  [node({ takes: Number.POSITIVE_INFINITY }), `takes of seed.workflows[0].nodes[0] must be ${time}, not Infinity.`],
  [node({ ends: "fail", failures: 0 }), `failures of seed.workflows[0].nodes[0] must be ${count}, not 0.`],
  [node({ failures: 1 }), 'The node a has failures but never fails: set ends to "fail" or to names of hosts.'],
])("the simulator refuses what it cannot simulate: %j", async (options, sentence) => {
  expect(await refusal(() => startSimulator(options as never))).toBe(`TypeError: ${sentence}`);
});

test.each<[unknown, string]>([
  ["cms:execution:get", 'permissions must be an array, not "cms:execution:get".'],
  [null, "permissions must be an array, not null."],
  [["cms:execution:gte"], noPermission],
])("invalid permissions of a function are a 500 that says so: %j", async (given, sentence) => {
  const simulator = await startSimulator({ permissions: () => given as never });
  const url = `${simulator.url}/v1/${projectId}/cms/workflow/w/executions/e/status`;
  const answer = await fetch(url, { headers: { "X-Auth-Token": "any" } });
  expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([500, `The mock failed: ${sentence}`]);
  await simulator.close();
});

const actions = "restart, skip, continue, stop, approve, reject, execute";
const failed = "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21";
test.each<[string, (simulator: Simulator) => unknown, string]>([
  ["act", (it) => it.act({ action: "restrat" } as never), `TypeError: action of act.action must be one of ${actions}, not "restrat".`],
  ["act", (it) => it.act("restart" as never), 'TypeError: action of act must be an object, not "restart".'],
  ["act", (it) => it.act({} as never), `TypeError: action of act.action must be one of ${actions}, not undefined.`],
  ["act", (it) => it.act({ action: "stop" } as never), "TypeError: executionId of act.action is missing."],
  ["act", (it) => it.act({ action: "skip", executionId: failed } as never), "TypeError: nodeId of act.action is missing."],
  [
    "act",
    (it) => it.act({ action: "execute", executionId: failed } as never),
    "TypeError: executionId is not a property of act.action. Use one of: action, workflowId.",
  ],
  [
    "act",
    (it) => it.act({ action: "stop", executionId: `${failed}0` }),
    `RangeError: There is no execution ${failed}0. Did you mean ${failed}?`,
  ],
  [
    "act",
    (it) => it.act({ action: "skip", executionId: failed, nodeId: "runscript" }),
    "RangeError: There is no node runscript. Did you mean run-script?",
  ],
  ["act", (it) => it.act({ action: "execute", workflowId: "nope" }), "RangeError: There is no workflow nope. Use one of: 3b1c7f0e"],
  ["forget", (it) => it.forget("nope"), "RangeError: There is no execution nope. Use one of: "],
  ["forget", (it) => it.forget(undefined as never), "TypeError: executionId of forget is missing."],
  ["advance", (it) => it.advance(Number.NaN), `RangeError: ms of advance must be ${time}, not NaN.`],
  ["advance", (it) => it.advance("5" as never), `RangeError: ms of advance must be ${time}, not "5".`],
  ["executions", (it) => (it.executions as (id: string) => unknown)(failed), "TypeError: executions takes no arguments, not 1."],
  [
    "setFaults",
    (it) => (it.setFaults as (...faults: unknown[]) => void)({ kind: "hang" }, { kind: "html" }),
    "TypeError: setFaults takes one argument, not 2.",
  ],
  ["setFaults", (it) => it.setFaults(undefined as never), "TypeError: faults of setFaults is missing."],
  ["=", (it) => Object.assign(it, { permissions: [] }), "TypeError: permissions cannot be assigned. "],
])("%s of the simulator refuses unknown ids and wrong arguments", async (_, call, sentence) => {
  const simulator = await startSimulator();
  expect((await refusal(() => call(simulator))).slice(0, sentence.length)).toBe(sentence);
  await simulator.close();
});

test.each([{ example: "x" }, { code: 404, example: "x" }, { code: 418 }])(
  "an answer that the contract does not have says so: %j",
  async (answer) => {
    const mock = await startMock({ answer });
    expect((await rawExchange(mock.port, operationRequest())).text).toMatch(/^HTTP\/1\.1 500 .*NO_SUCH_ANSWER/s);
    await mock.close();
  },
);

test("assigning to a mock throws, also in a script that is not strict", async () => {
  const mock = await startMock();
  const assign = new Function("mock", "mock.faults = [{ kind: 'hang' }]");
  expect(await refusal(() => assign(mock))).toBe(
    "TypeError: faults cannot be assigned. Use setFaults() or reset(), or start another with other options.",
  );
  expect(await refusal(() => Object.assign(mock, { requests: [] }))).toContain("requests cannot be assigned.");
  expect(await refusal(() => Object.assign(mock, { answer: () => ({ code: 404 }) }))).toContain("answer cannot be assigned.");
  expect(mock.unref()).toBe(mock);
  await mock.close();
});

test("but a method of a mock can be wrapped", async () => {
  const mock = await startMock();
  const { close } = mock;
  let closed = 0;
  mock.close = () => close().then(() => void closed++);
  await mock.close();
  expect(closed).toBe(1);
});

test.each<[string, () => unknown, string]>([
  ["startMock", () => startMock({ port: -1 }), "port must be a whole number from 0 to 65535, not -1."],
  ["startMock", () => startMock({ port: Number.NaN }), "port must be a whole number from 0 to 65535, not NaN."],
  ["startMock", () => startMock(Promise.resolve({ cors: true }) as never), "The options must be an object, not a promise."],
  ["startMock", () => startMock({ contract: 5 } as never), "contract must be a path, a URL or a document, not 5."],
  ["startMock", () => startMock({ answer: { code: 99 } }), `code of answer must be ${status}, not 99.`],
  ["startTlsFault", () => startTlsFault(undefined as never), "kind of startTlsFault is missing."],
  ["startTlsFault", () => startTlsFault({ kind: "expired" } as never), 'kind of startTlsFault must be a string, not {"kind":"expired"}.'],
  ["manyExecutions", () => manyExecutions("x" as never), `executions of manyExecutions must be ${count}, not "x".`],
  ["manyExecutions", () => manyExecutions(0), `executions of manyExecutions must be ${count}, not 0.`],
  ["manyExecutions", () => manyExecutions(10, -1), `workflows of manyExecutions must be ${count}, not -1.`],
  ["manyExecutions", () => manyExecutions(undefined as never), "executions of manyExecutions is missing."],
  ["canary", () => canary(startMock() as never), "canary needs a running mock: await canary(await startMock())."],
])("%s refuses a wrong argument", async (_, call, sentence) => {
  expect(await refusal(call)).toBe(`TypeError: ${sentence}`);
});
