import type { RequestListener } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answering, loopback } from "./loopback.ts";
import { type HereOptions, runHere } from "./run-here.ts";

const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Asia/Shanghai";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** A service that has these workflows, and answers this where the executions of one are listed. */
function serviceOf(workflows: readonly object[], executions: unknown = []): RequestListener {
  return (request, response) => {
    const isList = request.url?.endsWith("/workflow-list") === true;
    answering(200, isList ? { elements: workflows, total_elements: workflows.length } : executions)(request, response);
  };
}

async function run(argv: readonly string[], service: Parameters<typeof loopback>[0], options?: HereOptions) {
  await using server = await loopback(service);
  return await runHere([...argv, "--endpoint", server.url], options);
}

const w1 = [{ id: "w1", name: "nightly" }];

test("executions that are not a list are an error, not an empty list", async () => {
  const { code, stderr } = await run(["executions", "--workflow", "w1"], serviceOf(w1, { data: [] }));
  expect(code).toBe(3);
  expect(stderr).toContain("The response 200 cannot be trusted: the body is not a list of executions.");
});

test("executions in an array of arrays are listed", async () => {
  const { stdout } = await run(["executions", "--workflow", "nightly"], serviceOf(w1, [[{ execution_id: "e1", status: "fail" }]]));
  expect(stdout).toContain("e1");
});

test("workflows that started last stand first, although they are read in the order of their creation", async () => {
  const started = { a: 1767229200000, b: 0, c: 1767229300000 };
  const workflows = Object.entries(started).map(([id, last_execution_start_time]) => ({ id, last_execution_start_time }));
  const { stdout } = await run(["workflows", "--json", "--query", "workflows[].workflowId"], serviceOf(workflows));
  expect(JSON.parse(stdout)).toEqual(["c", "a", "b"]);
});

test("workflows are described in our words, with times in ISO 8601, and without what may be a password", async () => {
  const workflow = {
    ...{ id: "w1", name: "nightly", type: "cron", status: "fail", last_execution_id: "e1", last_execute_by: "li" },
    ...{ last_execution_start_time: 1767229200000, last_execution_end_time: "0", input: { root: "hunter2" } },
  };
  const { stdout } = await run(["workflows", "--output", "jsonl"], serviceOf([workflow]));
  expect(JSON.parse(stdout)).toEqual({
    ...{ workflowId: "w1", workflowName: "nightly", type: "cron", state: "failed", word: "fail" },
    ...{ lastExecutionId: "e1", lastStartedBy: "li", lastStartedAt: "2026-01-01T01:00:00.000Z" },
  });
});

const ids = [..."abcdefghi"].map((letter) => letter.repeat(32));
const project = ids.map((id, index) => ({
  ...{ id, name: `支付服务发布-${index}`, type: "cron", status: "fail" },
  last_execution_start_time: 1767229200000 - index,
}));
const uuid = "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21";
const executions = [{ execution_id: uuid, status: "fail", begin_time: 1767229200000, end_time: 1767229265000, created_by: "li.wei" }];

test.each([
  [38, /^WOR… +WORKFLOW ID +STA…$/, /^支… +a{32} {2}fai…$/],
  [60, /^WORKFLOW +WORKFLOW ID +STATE$/, /^支付服务发布-0 {2}a{32} {2}failed$/],
  [80, /^LAST STARTED \+08 {2}WORKFLOW +WORKFLOW ID +TYPE +STATE$/, /^01-01 09:00 +支付服务发布-0 {2}a{32} {2}cron {2}failed$/],
  [90, /^LAST STARTED \(\+08:00\) {2}WORKFLOW +WORKFLOW ID +TYPE +STATE$/, /^2026-01-01 09:00 {2}/],
  [
    200,
    /^LAST STARTED +WORKFLOW +WORKFLOW ID +TYPE +STATE$/,
    /^2026-01-01 09:00:00 \+08:00 {2}支付服务发布-0 {2}a{32} {2}cron {2}failed \(fail\)$/,
  ],
])("on a terminal of %i columns, workflows lose their name, id and state last", async (columns, head, row) => {
  const { stdout } = await run(["workflows"], serviceOf(project), { columns });
  const lines = stdout.split("\n");
  expect([lines[0], lines[1]]).toEqual([expect.stringMatching(head), expect.stringMatching(row)]);
});

test.each([
  [20, /^EXECUTION +STA…$/, /^6f2c1d34-9f5b-4a0c-… {2}fai…$/],
  [60, /^STARTED \+08 {2}EXECUTION +STATE$/, /^01-01 09:00 {2}6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21 {2}failed$/],
  [80, /^STARTED \+08 {2}EXECUTION +STATE +DURATION +BY$/, /^01-01 09:00 {2}6f2c.*7b21 {2}failed {2}1 min 5 s {2}li\.wei$/],
  [
    200,
    /^STARTED +EXECUTION +STATE +DURATION +BY$/,
    /^2026-01-01 09:00:00 \+08:00 {2}6f2c.*7b21 {2}failed \(fail\) {2}1 min 5 s {2}li\.wei$/,
  ],
])("on a terminal of %i columns, executions keep their time of day as long as it fits beside id and state", async (columns, head, row) => {
  const { stdout } = await run(["executions", "-w", "nightly"], serviceOf(w1, executions), { columns });
  const lines = stdout.split("\n");
  expect([lines[0], lines[1]]).toEqual([expect.stringMatching(head), expect.stringMatching(row)]);
});

test("a workflow without an id is said to be unread", async () => {
  const { stderr } = await run(["stopped"], serviceOf([{ name: "nightly" }]));
  expect(stderr).toContain("Could not read the executions of a workflow without an id. The response 200 cannot be trusted:");
  expect(stderr).not.toContain("Nothing");
});

test.each(["failed", "fail"])("workflows whose state is %s are asked for by the word of the service", async (state) => {
  const asked: string[] = [];
  await run(["workflows", "--status", state], (request, response) => {
    asked.push(JSON.parse(request.body).status);
    serviceOf([])(request, response);
  });
  expect(asked).toEqual(["fail"]);
});

test("a state that no workflow can have is refused", async () => {
  const { code, stderr } = await run(["workflows", "--status", "sucess"], serviceOf([]));
  expect(code).toBe(2);
  expect(stderr).toMatch(/status must be one of succeeded, failed, /);
});
