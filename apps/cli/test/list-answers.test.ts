import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { answering, loopback } from "./loopback.ts";
import { runHere } from "./run-here.ts";

/** A service that has these workflows, and answers this where the executions of one are listed. */
function serviceOf(workflows: readonly object[], executions: unknown = []): RequestListener {
  return (request, response) => {
    const isList = request.url?.endsWith("/workflow-list") === true;
    answering(200, isList ? { elements: workflows, total_elements: workflows.length } : executions)(request, response);
  };
}

async function run(argv: readonly string[], service: Parameters<typeof loopback>[0]) {
  await using server = await loopback(service);
  return await runHere([...argv, "--endpoint", server.url]);
}

test("executions that are not a list are an error, not an empty list", async () => {
  const { code, stderr } = await run(["executions", "--workflow", "1".repeat(32)], serviceOf([], { data: [] }));
  expect(code).toBe(3);
  expect(stderr).toContain("The answer 200 cannot be trusted: the body is not a list of executions.");
});

test("executions in an array of arrays are listed", async () => {
  const { stdout } = await run(["executions", "--workflow", "1".repeat(32)], serviceOf([], [[{ execution_id: "e1", status: "fail" }]]));
  expect(stdout).toContain("e1");
});

test("workflows that started last stand first, although they are read in the order of their creation", async () => {
  const started = { a: 1767229200000, b: 0, c: 1767229300000 };
  const workflows = Object.entries(started).map(([id, last_execution_start_time]) => ({ id, last_execution_start_time }));
  const { stdout } = await run(["workflows", "--json", "--query", "workflows[].id"], serviceOf(workflows));
  expect(JSON.parse(stdout)).toEqual(["c", "a", "b"]);
});

test("a workflow without an id is said to be unread", async () => {
  const { stderr } = await run(["stopped"], serviceOf([{ name: "nightly" }]));
  expect(stderr).toContain("Could not read the executions of a workflow without an id. The answer 200 cannot be trusted:");
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
