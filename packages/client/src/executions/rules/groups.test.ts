import { expect, it } from "vitest";
import type { StoppedExecution } from "../lists/stopped-executions.ts";
import { choiceOf, type GroupKey, groupStopped, type SortKey, stoppedOrders } from "./groups.ts";

const row = (workflowId: string, nodeId: string | undefined, lastLine?: string, state = "failed", executionId = `${nodeId} ${lastLine}`) =>
  ({
    ...{ state, workflowId, workflowName: `name of ${workflowId}`, executionId, nodeId, failedHosts: [{ lastLine }] },
  }) as unknown as StoppedExecution;

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
      [1, "paused", "check", "a", undefined, 1],
      [1, "failed", "deploy", "b", "disk full", 1],
      [1, "failed", "test", "b", "no route to 192.0.2.99:#", 1],
    ],
  ],
  [
    ["node"],
    [
      [3, "failed", "deploy", undefined, undefined, 2],
      [1, "paused", "check", "a", undefined, 1],
      [1, "failed", "test", "b", "no route to 192.0.2.99:#", 1],
    ],
  ],
  [
    ["workflow"],
    [
      [3, "failed", undefined, "b", undefined, 1],
      [1, "paused", "check", "a", undefined, 1],
      [1, "failed", "deploy", "a", "no route to 192.0.2.99:#", 1],
    ],
  ],
  [
    ["cause"],
    [
      [3, "failed", undefined, undefined, "no route to 192.0.2.99:#", 2],
      [1, "paused", "check", "a", undefined, 1],
      [1, "failed", "deploy", "b", "disk full", 1],
    ],
  ],
])("by %j, the largest first, with the common properties of each group", (by, groups) => {
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

it("an execution that stopped at several nodes counts once", () => {
  const parallel = ["east", "west"].map((nodeId) => row("a", nodeId, "disk full", "failed", "e1"));
  expect(groupStopped([...parallel, row("a", "east", "disk full", "failed", "e2")], ["cause"])).toMatchObject([{ count: 2, nodes: 3 }]);
});

it.each<[readonly GroupKey[], readonly object[]]>([
  [
    ["node", "cause"],
    [{ node: "deploy", cause: "no route to 192.0.2.99:#" }, { node: "check" }, { node: "deploy", cause: "disk full" }, { node: "test" }],
  ],
  [["workflow"], [{ workflow: "b" }, { workflow: "a", status: "paused" }, { workflow: "a", status: "failed" }]],
  [["cause"], [{ cause: "no route to 192.0.2.99:#" }, { status: "paused" }, { cause: "disk full" }]],
])("each group by %j can be chosen by few options", (by, choices) => {
  const groups = groupStopped(rows, by);
  expect(groups.map((group) => choiceOf(group, groups, by))).toEqual(choices);
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
