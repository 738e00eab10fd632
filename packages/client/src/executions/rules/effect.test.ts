import { describe, expect, it } from "vitest";
import { begin, details, failed, failedOnHosts, nodeResult, paused, snapshot } from "../../../test/answers.ts";
import { readExecution } from "../reading/execution-state.ts";
import type { Intended } from "./allows.ts";
import { showsEffect } from "./effect.ts";

const later = { begin_time: begin + 60_000, end_time: begin + 61_000 };
const secondRun = { ...later, function_execution_id: "run-2" };
const failedAgain = details("fail", [nodeResult("run-script", "fail", secondRun)], snapshot);
const restarted = details("running", [nodeResult("run-script", "running", { ...secondRun, end_time: 0 })], snapshot);
const skipped = details("running", [nodeResult("run-script", "success"), nodeResult("next", "running", later)], snapshot);
const nextBegan = details("running", [nodeResult("run-script", "fail"), nodeResult("next", "running", later)], snapshot);
const skippedToTheEnd = details("success", [nodeResult("run-script", "fail")], snapshot);
const pausedEarlier = [nodeResult("run-script", "success"), nodeResult("check", "success", { begin_time: begin + 3000 })];
const continued = details("running", pausedEarlier, snapshot);
const running = details("running", [nodeResult("run-script", "running")]);
const stopped = details("cancel", [nodeResult("run-script", "fail")]);

const restart: Intended = { action: "restart", nodeId: "run-script" };
const skip: Intended = { action: "skip", nodeId: "run-script" };
const goOn: Intended = { action: "continue", nodeId: "check" };
const stop: Intended = { action: "stop" };

/** The first and the second run in one list. */
const oldRun = nodeResult("run-script", "fail");
const newRun = nodeResult("run-script", "fail", secondRun);
const runs = (...results: readonly object[]) => details("fail", results, snapshot);
const two = nodeResult("b", "fail", { begin_time: begin + 1500 });

/** A response without what distinguishes the runs of a node. */
const bare = (answer: { execution_result_list: readonly object[] }) => ({
  ...answer,
  execution_result_list: answer.execution_result_list.map((each) => ({ ...each, function_execution_id: undefined, begin_time: undefined })),
});
const withoutIds = (answer: { execution_result_list: readonly object[] }) => ({
  ...answer,
  execution_result_list: answer.execution_result_list.map((each) => ({ ...each, function_execution_id: undefined })),
});

describe("what two reads show of an action", () => {
  it.each<[string, Intended, unknown, unknown, boolean]>([
    ["restart: another run of the node", restart, failed, restarted, true],
    ["restart: another run, which failed as well", restart, failed, failedAgain, true],
    ["restart: another run beside the old one", restart, failed, runs(oldRun, newRun), true],
    ["restart: another run, listed first", restart, failed, runs(newRun, oldRun), true],
    ["restart: the only change is the order of two old runs", restart, runs(oldRun, newRun), runs(newRun, oldRun), false],
    ["restart: an older copy of the state", restart, failedAgain, failed, false],
    ["restart: an older copy, without ids of runs", restart, withoutIds(failedAgain), withoutIds(failed), false],
    ["restart: seen by the start time, without ids of runs", restart, withoutIds(failed), withoutIds(failedAgain), true],
    [
      "restart: the end of the old run was written again",
      restart,
      failed,
      runs(nodeResult("run-script", "fail", { end_time: begin + 9000 })),
      false,
    ],
    ["restart: the old run got another begin time", restart, failed, runs(nodeResult("run-script", "fail", later)), false],
    ["restart: nothing has changed", restart, failed, failed, false],
    ["restart: the node is missing", restart, failed, runs(), false],
    ["restart: another user skipped the node", restart, failed, skipped, false],
    ["restart: another user stopped it", restart, failed, stopped, false],
    ["restart: another node began", restart, failed, nextBegan, false],
    ["restart: runs cannot be distinguished", restart, bare(failed), bare(failedAgain), false],
    ["restart: the state before is not known", restart, undefined, restarted, false],
    ["restart: it had not failed at this node", { action: "restart", nodeId: "other" }, failed, restarted, false],
    ["restart: the second of two failed nodes", restart, runs(two, oldRun), runs(two, newRun), true],
    ["restart: the other of two failed nodes", { action: "restart", nodeId: "b" }, runs(two, oldRun), runs(two, newRun), false],
    ["restart: a node that had failed on hosts only", restart, failedOnHosts, restarted, true],
    ["skip: the node is marked as passed", skip, failed, skipped, true],
    [
      "skip: it had failed in one branch while another ran, where the service itself may go on",
      skip,
      details("running", [oldRun, nodeResult("next", "running")]),
      details("running", [nodeResult("run-script", "success"), nodeResult("next", "running")]),
      false,
    ],
    ["skip: it was the last node", skip, failed, skippedToTheEnd, true],
    ["skip: only another node began, which a parallel branch may have", skip, failed, nextBegan, false],
    ["skip: nothing has changed", skip, failed, failed, false],
    ["skip: another user restarted the node", skip, failed, restarted, false],
    [
      "skip: another user restarted the node, and it succeeded",
      skip,
      failed,
      details("running", [nodeResult("run-script", "success", secondRun)]),
      false,
    ],
    ["skip: another user stopped it", skip, failed, stopped, false],
    ["skip: it was paused, and another user continued", { action: "skip", nodeId: "check" }, paused, continued, false],
    ["continue: it had failed, and another user skipped", { action: "continue", nodeId: "run-script" }, failed, skipped, false],
    ["continue: the pause is marked as passed", goOn, paused, continued, true],
    ["continue: it was the last node", goOn, paused, details("success", pausedEarlier, snapshot), true],
    ["continue: nothing has changed", goOn, paused, paused, false],
    ["continue: another user stopped it", goOn, paused, stopped, false],
    ["stop: it is stopped", stop, running, stopped, true],
    ["stop: it is being stopped", stop, running, details("canceling"), true],
    ["stop: it came to its own end", stop, running, continued, false],
    ["stop: it had ended before", stop, details("success"), stopped, false],
    ["stop: it was being stopped before", stop, details("canceling"), stopped, false],
    ["stop: its state before is not known", stop, details("resting"), stopped, false],
  ])("%s", (_, intended, before, now, shows) => {
    expect(showsEffect(intended, before === undefined ? undefined : readExecution(before), readExecution(now))).toBe(shows);
  });

  it("a run that began before the state was read does not belong to the action: that state came from an older copy", () => {
    const at = (seconds: number) => readExecution(failed, new Date(begin + seconds * 1000).toUTCString());
    expect(showsEffect(restart, at(59), readExecution(failedAgain))).toBe(true);
    expect(showsEffect(restart, at(61), readExecution(failedAgain))).toBe(false);
  });
});
