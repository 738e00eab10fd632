import { expect, it } from "vitest";
import type { StoppedExecution } from "../lists/stopped-executions.ts";
import { type GroupKey, groupStopped, type SortKey, stoppedOrders } from "./groups.ts";

const row = (workflowId: string, nodeId: string | undefined, lastLine?: string, state = "failed") =>
  ({ state, workflowId, workflowName: `name of ${workflowId}`, nodeId, failedHosts: [{ lastLine }] }) as unknown as StoppedExecution;

const rows = [
  row("a", "check", undefined, "paused"),
  row("a", "deploy", "no route to 192.0.2.99:1"),
  row("b", "deploy", "no route to 192.0.2.99:2"),
  row("b", "deploy", "disk full"),
  row("b", "test", "no route to 192.0.2.99:3"),
];

it.each<[readonly GroupKey[], readonly (readonly unknown[])[]]>([
  [
    ["node", "cause"],
    [
      [2, "failed", "deploy", undefined, "no route to 192.0.2.99:#", 2],
      [1, "paused", "check", undefined, undefined, 1],
      [1, "failed", "deploy", undefined, "disk full", 1],
      [1, "failed", "test", undefined, "no route to 192.0.2.99:#", 1],
    ],
  ],
  [
    ["node"],
    [
      [3, "failed", "deploy", undefined, undefined, 2],
      [1, "paused", "check", undefined, undefined, 1],
      [1, "failed", "test", undefined, undefined, 1],
    ],
  ],
  [
    ["workflow"],
    [
      [3, "failed", undefined, "b", undefined, 1],
      [1, "paused", undefined, "a", undefined, 1],
      [1, "failed", undefined, "a", undefined, 1],
    ],
  ],
  [
    ["cause"],
    [
      [3, "failed", undefined, undefined, "no route to 192.0.2.99:#", 2],
      [1, "paused", undefined, undefined, undefined, 1],
      [1, "failed", undefined, undefined, "disk full", 1],
    ],
  ],
])("by %j, the largest first", (by, groups) => {
  expect(
    groupStopped(rows, by).map(({ count, state, nodeId, workflowId, cause, workflows }) => [
      count,
      state,
      nodeId,
      workflowId,
      cause,
      workflows,
    ]),
  ).toEqual(groups);
});

it("causes have no secret that the caller knows", () => {
  expect(groupStopped([row("a", "n", "sent MIIabc")], ["cause"], (line) => line.replace("MIIabc", "[redacted]"))).toMatchObject([
    { cause: "sent [redacted]" },
  ]);
});

it.each<[SortKey, readonly string[]]>([
  ["since", ["late", "early", "never"]],
  ["workflow", ["never", "early", "late"]],
  ["node", ["never", "late", "early"]],
  ["state", ["early", "never", "late"]],
])("sorted by %s", (key, ids) => {
  const stopped = [
    { executionId: "early", since: new Date(1), workflowId: "b", workflowName: undefined, nodeId: "y", state: "failed" },
    { executionId: "late", since: new Date(2), workflowId: "a", workflowName: "c", nodeId: "x", state: "unknown" },
    { executionId: "never", since: undefined, workflowId: "z", workflowName: "a", nodeId: undefined, state: "paused" },
  ] as unknown as readonly StoppedExecution[];
  expect(stopped.toSorted(stoppedOrders[key]).map(({ executionId }) => executionId)).toEqual(ids);
});
