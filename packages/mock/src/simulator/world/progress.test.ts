import { expect, test } from "vitest";
import { act } from "./act.ts";
import { type Execution, newExecution } from "./execution.ts";
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
  expect(Object.fromEntries(execution.nodes.map(({ nodeId, status }) => [nodeId, status]))).toEqual(nodes);
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
  expect(settle(execution, 10)).toMatchObject({ state: "running", nodes: [{ status: "success", failedHosts: ["bad"] }, { nodeId: "a" }] });
  expect(settle(execution, 40)).toMatchObject({ state: "failedOnHosts" });
});

test("a restart that succeeds leaves nothing of the failure behind", () => {
  const failed = settle(started([{ id: "n", takes: 10, hosts: [{ name: "h" }], ends: "fail", failures: 1 }]), 10);
  const again = settle(act(failed, { action: "restart", nodeId: "n", by: "request" }, 10) as Execution, 20);
  expect(again.nodes).toEqual([{ nodeId: "n", status: "success", beginTime: 10, endTime: 20, failedHosts: [] }]);
});

test("approval and queue come before the first node, each with its time", () => {
  const execution = started(two, { approval: { after: 100, approved: true }, queuedFor: 50 });
  expect([99, 100, 149, 150].map((now) => settle(execution, now).state)).toEqual(["waitApproval", "waitExecute", "waitExecute", "running"]);
  expect(settle(execution, 150).history).toMatchObject([{ action: "execute" }, { at: 100, action: "approve", by: "seed" }]);
});

test("a node that is at work when its execution is stopped never ends by itself", () => {
  const stopping = act(settle(started(two, { stopTakes: 100 }), 5), { action: "stop", by: "request" }, 5) as Execution;
  expect(settle(stopping, 104)).toMatchObject({ state: "canceling", nodes: [{ nodeId: "a", status: "running" }] });
  expect(settle(stopping, 1000)).toMatchObject({ state: "canceled", endTime: 105, begun: { a: 1 }, nodes: [{ status: "cancel" }] });
});
