import { expect, test } from "vitest";
import { act } from "./act.ts";
import { type Execution, type ExecutionAction, isStopped, latestRun, latestRuns, newExecution } from "./execution.ts";
import { settle } from "./progress.ts";
import type { NodeSeed, WorkflowSeed } from "./seed.ts";
import type { State } from "./state.ts";

const hour = 3_600_000;
const work: NodeSeed = { id: "n", takes: 10 };
const next: NodeSeed = { id: "next", takes: 10 };
const hosts = [{ name: "h" }];

function execution(workflow: Partial<WorkflowSeed>, now = hour): Execution {
  return settle(newExecution("e", { id: "w", name: "w", nodes: [work, next], ...workflow }, 0, "seed"), now);
}

/** An execution in each state; where it is at a node, the node is `n`. */
const examples: Record<State, () => Execution> = {
  waitApproval: () => execution({ approval: "by-hand" }),
  approvalFailed: () => execution({ approval: { after: 5, approved: false } }),
  waitExecute: () => execution({ queuedFor: 2 * hour }),
  running: () => execution({}, 5),
  pausing: () => execution({ nodes: [{ id: "n", kind: "pause" }, next] }),
  failed: () => execution({ nodes: [{ ...work, hosts, ends: "fail" }, next] }),
  failedOnHosts: () => execution({ nodes: [{ ...work, hosts, ends: "fail", ignoreError: true }] }),
  success: () => execution({}),
  canceling: () => act(execution({}, 5), { action: "stop", by: "request" }, 5) as Execution,
  canceled: () => settle(examples.canceling(), hour),
};

/** What each action leads to; in every state that is not named it is refused. */
const leadsTo: Record<ExecutionAction, Partial<Record<State, { state: State; at: string | undefined }>>> = {
  restart: { failed: { state: "running", at: "n" }, failedOnHosts: { state: "running", at: "n" } },
  skip: { failed: { state: "running", at: "next" } },
  continue: { pausing: { state: "running", at: "next" } },
  stop: {
    waitApproval: { state: "canceling", at: undefined },
    waitExecute: { state: "canceling", at: undefined },
    running: { state: "canceling", at: "n" },
    pausing: { state: "canceling", at: "n" },
  },
  approve: { waitApproval: { state: "waitExecute", at: undefined } },
  reject: { waitApproval: { state: "approvalFailed", at: undefined } },
};

const states = Object.keys(examples) as State[];
const actions = Object.keys(leadsTo) as ExecutionAction[];
const all = actions.flatMap((action) => states.map((state) => [action, state] as const));

test.each(all)("%s on an execution that is %s does what the table says, or nothing", (action, state) => {
  const before = examples[state]();
  expect(before.state).toBe(state);
  const after = act(before, { action, nodeId: "n", by: "request" }, hour);
  const expected = leadsTo[action][state];
  if (expected === undefined) return expect(after).toBeUndefined();
  expect(after?.state).toBe(expected.state);
  expect(after && latestRuns(after).at(-1)?.nodeId).toBe(expected.at);
  expect(after?.history.slice(before.history.length)).toMatchObject([{ at: hour, action, by: "request" }]);
});

test.each([
  ["restart", "failed"],
  ["skip", "failed"],
  ["continue", "pausing"],
] as const)("%s on another node than the one that it stopped at is refused", (action, state) => {
  for (const nodeId of ["next", "nowhere", "", undefined]) {
    expect(act(examples[state](), { action, nodeId, by: "request" }, hour)).toBeUndefined();
  }
});

test("a node that is restarted begins again, and one that is skipped does not", () => {
  const failed = examples.failed();
  expect(failed.begun).toEqual({ n: 1 });
  expect(act(failed, { action: "restart", nodeId: "n", by: "request" }, hour)?.begun).toEqual({ n: 2 });
  expect(act(failed, { action: "skip", nodeId: "n", by: "request" }, hour)?.begun).toEqual({ n: 1, next: 1 });
});

test("an execution whose last node is skipped has ended", () => {
  const failed = execution({ nodes: [{ ...work, ends: "fail" }] });
  expect(act(failed, { action: "skip", nodeId: "n", by: "request" }, hour)).toMatchObject({ state: "success", endTime: hour });
});

const branches: NodeSeed[] = [
  { ...work, id: "n", hosts, ends: "fail", failures: 1 },
  { id: "slow", after: [], takes: 100, ends: "fail", failures: 1 },
  { id: "join", after: ["n", "slow"], takes: 10 },
];
const stopped = (one: Execution) =>
  latestRuns(one)
    .filter(isStopped)
    .map(({ nodeId }) => nodeId);
const onNode = (one: Execution, action: ExecutionAction, nodeId: string, now: number) =>
  act(one, { action, nodeId, by: "request" }, now) as Execution;

test("with two failed nodes each is restarted or skipped on its own, and the execution says fail until both are done", () => {
  const both = execution({ nodes: branches });
  expect({ state: both.state, stopped: stopped(both) }).toEqual({ state: "failed", stopped: ["n", "slow"] });
  const one = settle(onNode(both, "restart", "n", hour), hour + 10);
  expect({ state: one.state, stopped: stopped(one), begun: one.begun }).toEqual({
    state: "failed",
    stopped: ["slow"],
    begun: { n: 2, slow: 1 },
  });
  expect(onNode(one, "skip", "slow", hour + 20)).toMatchObject({ state: "running", begun: { join: 1 } });
});

test("a failed node is restarted while another branch still runs", () => {
  const early = execution({ nodes: branches }, 50);
  expect({ state: early.state, stopped: stopped(early) }).toEqual({ state: "running", stopped: ["n"] });
  expect(onNode(early, "restart", "n", 50).begun).toEqual({ n: 2, slow: 1 });
  expect(execution({ nodes: branches, failsAtOnce: true }, 50).state).toBe("failed");
});

test("a node that says success but failed on hosts is restarted once the execution says fail, and what came after it is not run again", () => {
  const careless = execution({ nodes: [{ ...work, hosts, ends: "fail", failures: 1, ignoreError: true }, next] });
  expect(careless.state).toBe("failedOnHosts");
  expect(act(careless, { action: "skip", nodeId: "n", by: "request" }, hour)).toBeUndefined();
  expect(act(careless, { action: "restart", nodeId: "next", by: "request" }, hour)).toBeUndefined();
  const again = settle(onNode(careless, "restart", "n", hour), hour + 10);
  expect(again).toMatchObject({ state: "success", begun: { n: 2, next: 1 } });
  expect(latestRun(again, "n")).toMatchObject({ number: 2, failedHosts: [] });
});
