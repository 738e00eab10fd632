import { expect, test } from "vitest";
import { act } from "./act.ts";
import { type Execution, latestRuns, newExecution } from "./execution.ts";
import { settle } from "./progress.ts";
import type { NodeSeed, WorkflowSeed } from "./seed.ts";

function started(nodes: readonly NodeSeed[], workflow: Partial<WorkflowSeed> = {}): Execution {
  return newExecution("e", { id: "w", name: "w", ...workflow, nodes }, 0, "request");
}

const two: NodeSeed[] = [
  { id: "a", takes: 10 },
  { id: "b", takes: 20 },
];

test.each([
  [0, "running", { a: "running" }],
  [9, "running", { a: "running" }],
  [10, "running", { a: "success", b: "running" }],
  [29, "running", { a: "success", b: "running" }],
  [30, "success", { a: "success", b: "success" }],
])("after %i ms of two nodes that take 10 and 20 it is %s", (now, state, nodes) => {
  const execution = settle(started(two), now);
  expect(execution.state).toBe(state);
  expect(Object.fromEntries(latestRuns(execution).map(({ nodeId, status }) => [nodeId, status]))).toEqual(nodes);
});

test("looking often or once gives the same times", () => {
  let often = started(two);
  for (let now = 0; now <= 100; now += 3) often = settle(often, now);
  expect(often).toEqual(settle(started(two), 100));
  expect(often.endTime).toBe(30);
});

test("a node that fails twice succeeds at the third beginning", () => {
  let execution = settle(started([{ id: "n", takes: 10, ends: "fail", failures: 2 }]), 10);
  for (const now of [20, 40]) {
    expect(execution.state).toBe("failed");
    execution = settle(act(execution, { action: "restart", nodeId: "n", by: "request" }, now) as Execution, now + 10);
  }
  expect(execution).toMatchObject({ state: "success", begun: { n: 3 }, endTime: 50 });
});

test("a node that ignores errors says success, the next one begins, and the execution says at the end that it failed", () => {
  const hosts = [{ name: "good" }, { name: "bad" }];
  const execution = started([{ id: "n", takes: 10, hosts, ends: ["bad"], ignoreError: true }, ...two]);
  expect(settle(execution, 10)).toMatchObject({ state: "running", runs: [{ status: "success", failedHosts: ["bad"] }, { nodeId: "a" }] });
  expect(settle(execution, 40)).toMatchObject({ state: "failedOnHosts" });
});

test("a restart that succeeds leaves nothing of the failure behind", () => {
  const failed = settle(started([{ id: "n", takes: 10, hosts: [{ name: "h" }], ends: "fail", failures: 1 }]), 10);
  const again = settle(act(failed, { action: "restart", nodeId: "n", by: "request" }, 10) as Execution, 20);
  expect(latestRuns(again)).toMatchObject([{ nodeId: "n", number: 2, status: "success", beginTime: 10, endTime: 20, failedHosts: [] }]);
});

test("approval and queue come before the first node, each with its time", () => {
  const execution = started(two, { approval: { after: 100, approved: true }, queuedFor: 50 });
  expect([99, 100, 149, 150].map((now) => settle(execution, now).state)).toEqual(["waitApproval", "waitExecute", "waitExecute", "running"]);
  expect(settle(execution, 150).history).toMatchObject([{ action: "execute" }, { at: 100, action: "approve", by: "seed" }]);
});

test("a node that is at work when its execution is stopped never ends on its own", () => {
  const stopping = act(settle(started(two, { stopTakes: 100 }), 5), { action: "stop", by: "request" }, 5) as Execution;
  expect(settle(stopping, 104)).toMatchObject({ state: "canceling", runs: [{ nodeId: "a", status: "running" }] });
  expect(settle(stopping, 1000)).toMatchObject({ state: "canceled", endTime: 105, begun: { a: 1 }, runs: [{ status: "cancel" }] });
});

test("branches run in parallel, and what comes after both begins once both are done", () => {
  const execution = started([
    { id: "a", takes: 10 },
    { id: "b", takes: 30, after: [] },
    { id: "c", after: ["a"], takes: 100 },
    { id: "join", after: ["a", "b"] },
  ]);
  expect([0, 10, 30].map((now) => settle(execution, now).begun)).toEqual([
    { a: 1, b: 1 },
    { a: 1, b: 1, c: 1 },
    { a: 1, b: 1, c: 1, join: 1 },
  ]);
});

test("the service runs a failed node again as often as the seed says, and never once the execution was stopped", () => {
  const node: NodeSeed = { id: "n", takes: 10, ends: "fail", retries: { times: 2, after: 5 } };
  const execution = started([node, { id: "slow", after: [], takes: 1000 }]);
  expect(settle(execution, 500)).toMatchObject({
    begun: { n: 3 },
    history: [{}, { at: 15, action: "restart", by: "service" }, { at: 30 }],
  });
  const stopped = settle(act(settle(execution, 10), { action: "stop", by: "request" }, 12) as Execution, 5000);
  expect(stopped).toMatchObject({ state: "canceled", begun: { n: 1 } });
});

test.each([
  ["success", "success"],
  ["fail", "failed"],
] as const)("an execution may end before the stop is done: with a node that ends with %s it is %s", (ends, state) => {
  const nodes: NodeSeed[] = [{ id: "n", takes: 10, ends }];
  const stop = (more: Partial<WorkflowSeed>) =>
    act(settle(started(nodes, { stopTakes: 20, ...more }), 5), { action: "stop", by: "request" }, 5) as Execution;
  expect(settle(stop({ endsWhileStopping: true }), 9).state).toBe("canceling");
  expect(settle(stop({ endsWhileStopping: true }), 100)).toMatchObject({ state, endTime: 10 });
  expect(settle(stop({}), 100)).toMatchObject({ state: "canceled", endTime: 25 });
});
