import { describe, expect, it } from "vitest";
import { begin, details, failed, nodeResult, paused, snapshot } from "../../../test/answers.ts";
import { endOf, type WaitEnd } from "../acting/wait.ts";
import { readExecution } from "../reading/execution-state.ts";
import type { Intended } from "./admits.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

const later = { begin_time: begin + 60_000, end_time: begin + 61_000 };
const failedAgain = details("fail", [nodeResult("run-script", "fail", { ...later, function_execution_id: "run-2" })], snapshot);
const restarted = details(
  "running",
  [nodeResult("run-script", "running", { ...later, end_time: 0, function_execution_id: "run-2" })],
  snapshot,
);
const restartedWell = details("running", [nodeResult("run-script", "success", { ...later, function_execution_id: "run-2" })], snapshot);
const skipped = details("running", [nodeResult("run-script", "fail"), nodeResult("next", "running", later)], snapshot);
const skippedToTheEnd = details("success", [nodeResult("run-script", "fail")], snapshot);
const underWay = details("running", [nodeResult("run-script", "fail")], snapshot);
const skippedAndFailed = details("fail", [nodeResult("run-script", "fail"), nodeResult("next", "fail", later)], snapshot);
const pausedEarlier = [nodeResult("run-script", "success"), nodeResult("check", "success", { begin_time: begin + 3000 })];
const continued = details("running", [...pausedEarlier, nodeResult("next", "running", later)], snapshot);
const continuedToTheEnd = details("success", pausedEarlier, snapshot);
const pausedAgain = details("pausing", [...pausedEarlier, nodeResult("check-2", "pausing", later)], snapshot);
const running = details("running", [nodeResult("run-script", "running")]);
const stopped = details("cancel", [nodeResult("run-script", "fail")]);

const restart: Intended = { action: "restart", nodeId: "run-script" };
const skip: Intended = { action: "skip", nodeId: "run-script" };
const goOn: Intended = { action: "continue", nodeId: "check" };
const stop: Intended = { action: "stop" };

/** What an answer is without that by which runs of a node are told apart. */
const bare = (answer: { execution_result_list: readonly object[] }) => ({
  ...answer,
  execution_result_list: answer.execution_result_list.map((each) => ({ ...each, function_execution_id: undefined, begin_time: undefined })),
});

describe("what two readings prove of an action", () => {
  it.each<[string, Intended, unknown, unknown, Verdict]>([
    ["restart: another run of the node", restart, failed, restarted, "applied"],
    ["restart: another run, which failed as well", restart, failed, failedAgain, "applied"],
    ["restart: nothing has changed", restart, failed, failed, "not-applied"],
    ["restart: somebody skipped the node", restart, failed, skipped, "still-unknown"],
    ["restart: somebody stopped it", restart, failed, stopped, "still-unknown"],
    [
      "restart: told by the time it began, without ids of runs",
      restart,
      bare({ ...failed, execution_result_list: [nodeResult("run-script", "fail")] }),
      failedAgain,
      "still-unknown",
    ],
    ["restart: runs cannot be told apart", restart, bare(failed), bare(failedAgain), "still-unknown"],
    ["restart: the state before is not known", restart, undefined, restarted, "still-unknown"],
    ["restart: it had not failed at this node", { action: "restart", nodeId: "other" }, failed, restarted, "still-unknown"],
    ["skip: the next node began", skip, failed, skipped, "applied"],
    ["skip: the next node failed", skip, failed, skippedAndFailed, "applied"],
    ["skip: it was the last node", skip, failed, skippedToTheEnd, "applied"],
    ["skip: between two nodes", skip, failed, underWay, "still-unknown"],
    ["skip: nothing has changed", skip, failed, failed, "not-applied"],
    ["skip: somebody restarted the node", skip, failed, restarted, "still-unknown"],
    ["skip: somebody stopped it", skip, failed, stopped, "still-unknown"],
    ["skip: it was paused, and somebody continued", { action: "skip", nodeId: "check" }, paused, continued, "still-unknown"],
    ["continue: it had failed, and somebody skipped", { action: "continue", nodeId: "run-script" }, failed, skipped, "still-unknown"],
    ["continue: the next node began", goOn, paused, continued, "applied"],
    ["continue: it was the last node", goOn, paused, continuedToTheEnd, "applied"],
    ["continue: it pauses at the next pause node", goOn, paused, pausedAgain, "applied"],
    ["continue: nothing has changed", goOn, paused, paused, "not-applied"],
    ["continue: somebody stopped it", goOn, paused, stopped, "still-unknown"],
    ["stop: it is stopped", stop, running, stopped, "applied"],
    ["stop: it is being stopped", stop, running, details("canceling"), "applied"],
    ["stop: it came to its own end", stop, running, continuedToTheEnd, "not-applied"],
    ["stop: it runs on", stop, running, continued, "still-unknown"],
    ["stop: nothing has changed", stop, failed, failed, "not-applied"],
    ["stop: it was being stopped before", stop, details("canceling"), stopped, "still-unknown"],
    ["stop: its state before is not known", stop, details("resting"), stopped, "still-unknown"],
  ])("%s", (_, intended, before, now, verdict) => {
    expect(verdictOf(intended, before === undefined ? undefined : readExecution(before), readExecution(now))).toBe(verdict);
  });
});

describe("when the wait after an action is over", () => {
  it.each<[string, Intended, unknown, unknown, WaitEnd | undefined]>([
    ["restart: not while nothing has changed", restart, failed, failed, undefined],
    ["restart: not while the node runs", restart, failed, restarted, undefined],
    ["restart: when the node is done", restart, failed, restartedWell, "moved-on"],
    ["restart: when it failed again", restart, failed, failedAgain, "stopped-again"],
    ["restart: when the execution is done", restart, failed, continuedToTheEnd, "ended"],
    ["restart: not at once where the state before is not known", restart, undefined, failed, undefined],
    ["skip: when the next node runs", skip, failed, skipped, "moved-on"],
    ["skip: when the next node failed", skip, failed, skippedAndFailed, "stopped-again"],
    ["continue: when it runs", goOn, paused, continued, "moved-on"],
    ["continue: when it pauses again", goOn, paused, pausedAgain, "stopped-again"],
    ["continue: not for a word that is not known", goOn, paused, details("resting"), undefined],
    ["stop: not while it runs", stop, running, running, undefined],
    ["stop: not while it is being stopped", stop, running, details("canceling"), undefined],
    ["stop: when it is stopped", stop, running, stopped, "ended"],
  ])("%s", (_, intended, before, now, end) => {
    expect(endOf(intended, before === undefined ? undefined : readExecution(before), readExecution(now))).toBe(end);
  });
});
