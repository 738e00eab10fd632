import { readExecution, type WaitEnd, waitingFor } from "@aom-workflow/client/executions";
import { expect, test } from "vitest";
import type { PlannedAction } from "../journal/action.ts";
import { seenIn } from "./watched.ts";

const begun = Date.UTC(2026, 0, 1);
const runs = [{ id: "run-1", startedAt: begun }];
const seen = { word: "fail", nodeWord: "fail", isPause: false, onHosts: false, runs, readAt: begun + 60_000 };
const restart: PlannedAction = { action: "restart", workflowId: "w", executionId: "e", nodeId: "run", seen, generation: 1 };
const skip: PlannedAction = { ...restart, action: "skip" };

const run = (node: string, status: string, later: number, more: object = {}) => ({
  ...{ node_id: node, status, begin_time: begun + later, end_time: begun + later + 1, function_execution_id: `${node}-${later}`, ...more },
});
const first = run("run", "fail", 0, { function_execution_id: "run-1" });
const again = (status: string, more: object = {}) => run("run", status, 70_000, more);
const pause = run("hand", "pausing", 71_000);
const onHosts = { output: { fail: [{ name: "h" }] } };
const snapshot = { nodes: [{ id: "run" }, { id: "hand", category: "pause" }, { id: "next" }, { id: "branch" }] };

test.each<[string, boolean, PlannedAction, string, readonly object[], WaitEnd?]>([
  ["it is done and waits at the next pause", true, restart, "pausing", [first, again("success"), pause]],
  ["the same, and its own word lags behind", true, restart, "fail", [first, again("success"), pause]],
  ["the same, and it was not seen twice in time", true, restart, "pausing", [first, again("success"), pause], "timed-out"],
  ["it is done and waits for approval", true, restart, "waitApproval", [first, again("success")], "timed-out"],
  [
    "it is done, waits at a pause, and in another branch as before",
    true,
    restart,
    "pausing",
    [run("branch", "fail", 1), again("success"), pause],
  ],
  ["it failed again", false, restart, "fail", [first, again("fail")]],
  ["it failed again, and another branch waits at a pause", false, restart, "pausing", [first, again("fail"), pause]],
  ["it failed on a host, and waits at a pause", false, restart, "pausing", [first, again("success", onHosts), pause]],
  ["it is done, and the next node failed", false, restart, "fail", [first, again("success"), run("next", "fail", 71_000)]],
  [
    "it is done, and one branch pauses, another failed",
    false,
    restart,
    "pausing",
    [again("success"), pause, run("branch", "fail", 71_000)],
  ],
  ["the same, with a word that lags behind", false, restart, "pausing", [again("success"), run("next", "fail", 71_000)]],
  ["it was not restarted, and another branch waits at a pause", false, restart, "pausing", [first, pause]],
  ["it runs longer than the wait", false, restart, "running", [first, again("running")], "timed-out"],
  ["it is passed and waits at the next pause", true, skip, "pausing", [{ ...first, status: "success" }, pause]],
  ["nothing says that it is passed", false, skip, "pausing", [first, pause]],
  ["it is passed, and the next node failed", false, skip, "fail", [{ ...first, status: "success" }, run("next", "fail", 71_000)]],
])("an action ended well or not: %s", (_, isGood, action, word, results, end = "stopped-again") => {
  const after = readExecution({
    workflow_id: "w",
    execution_id: "e",
    status: word,
    execution_result_list: results,
    workflow_snapshot: snapshot,
  });
  const waited = { end, reason: "The execution stopped again.", after, waiting: waitingFor(after), error: undefined };
  expect(seenIn(action, waited, 1000).isGood).toBe(isGood);
});
