import { describe, expect, it } from "vitest";
import { begin, details, failed, failedOnHosts, nodeResult, paused, snapshot } from "../../../test/answers.ts";
import { readExecution } from "../reading/execution-state.ts";
import type { Intended } from "./allows.ts";
import { endOf } from "./wait-end.ts";

const later = { begin_time: begin + 60_000, end_time: begin + 61_000 };
const secondRun = { ...later, function_execution_id: "run-2" };
const runs = (word: string, nodes: readonly object[], more: object = {}) => details(word, nodes, { ...snapshot, ...more });
const again = (status: string | undefined, more: object = {}) => nodeResult("run-script", status as string, { ...secondRun, ...more });
const onHosts = { output: { fail: [{ name: "node-1" }] } };
const next = (status: string) => nodeResult("next", status, { begin_time: begin + 70_000, end_time: begin + 71_000 });
const other = nodeResult("other", "fail", { begin_time: begin + 1500 });

const restart: Intended = { action: "restart", nodeId: "run-script" };
const skip: Intended = { action: "skip", nodeId: "run-script" };
const goOn: Intended = { action: "continue", nodeId: "check" };
const stop: Intended = { action: "stop" };
const running = details("running", [nodeResult("run-script", "running")]);
const passed = [nodeResult("run-script", "success"), nodeResult("check", "success", { begin_time: begin + 3000 })];

describe("when the wait after an action is over", () => {
  it.each<[string, Intended, unknown, unknown, ReturnType<typeof endOf>]>([
    ["restart: not while nothing has changed", restart, failed, failed, undefined],
    ["restart: not while the node runs", restart, failed, runs("running", [again("running", { end_time: 0 })]), undefined],
    [
      "restart: not while the node runs and the word lags behind",
      restart,
      failed,
      runs("fail", [again("running", { end_time: 0 })]),
      undefined,
    ],
    ["restart: not while the new run has no state yet", restart, failed, runs("fail", [again(undefined, { end_time: 0 })]), undefined],
    ["restart: not while the node is missing", restart, failed, runs("fail", []), undefined],
    [
      "restart: not when the end of the old run was written again",
      restart,
      failed,
      runs("fail", [nodeResult("run-script", "fail", { end_time: begin + 9000 })]),
      undefined,
    ],
    ["restart: when the node is done", restart, failed, runs("running", [again("success")]), "moved-on"],
    ["restart: not when the node is done and the word lags behind", restart, failed, runs("fail", [again("success")]), undefined],
    ["restart: when it failed again", restart, failed, runs("fail", [again("fail")]), "stopped-again"],
    ["restart: not by an older copy of the state", restart, runs("fail", [again("fail")]), failed, undefined],
    ["restart: when the next node failed", restart, failed, runs("fail", [again("success"), next("fail")]), "stopped-again"],
    [
      "restart: not while the next node runs and the word lags behind",
      restart,
      failed,
      runs("fail", [again("success"), next("running")]),
      undefined,
    ],
    ["restart: not while another node still runs", restart, failed, runs("fail", [again("fail"), next("running")]), undefined],
    [
      "restart: when the node is done and another one waits, which may be all",
      restart,
      runs("fail", [other, nodeResult("run-script", "fail")], { end_time: begin + 2000 }),
      runs("fail", [other, again("success")], { end_time: begin + 2000 }),
      "waits-elsewhere",
    ],
    [
      "restart: not by the old success of a node that failed on hosts",
      restart,
      failedOnHosts,
      { ...failedOnHosts, status: "running" },
      undefined,
    ],
    [
      "restart: not while a new run that failed on hosts may still end the execution",
      restart,
      failedOnHosts,
      runs("running", [again("success", onHosts)]),
      undefined,
    ],
    [
      "restart: when it failed on hosts again and the execution ended",
      restart,
      failedOnHosts,
      runs("fail", [again("success", onHosts)], { end_time: begin + 61_000 }),
      "stopped-again",
    ],
    ["restart: when the execution is done", restart, failed, runs("success", [again("success")]), "ended"],
    ["restart: where the state before is not known, only its end", restart, undefined, failed, undefined],
    ["skip: when the node is passed and it runs", skip, failed, runs("running", [nodeResult("run-script", "success")]), "moved-on"],
    ["skip: when the next node runs", skip, failed, runs("running", [nodeResult("run-script", "fail"), next("running")]), "moved-on"],
    ["skip: when the next node failed", skip, failed, runs("fail", [nodeResult("run-script", "fail"), next("fail")]), "stopped-again"],
    [
      "skip: not while another branch moves",
      skip,
      runs("fail", [nodeResult("run-script", "fail"), nodeResult("other", "running", { begin_time: begin, end_time: 0 })]),
      runs("fail", [nodeResult("run-script", "fail"), nodeResult("other", "success", { begin_time: begin })]),
      undefined,
    ],
    [
      "skip: not when another user restarted the node and it runs",
      skip,
      failed,
      runs("running", [again("running", { end_time: 0 })]),
      undefined,
    ],
    [
      "skip: when the node is passed and another one waits, which may be all",
      skip,
      runs("fail", [nodeResult("run-script", "fail"), other], { end_time: begin + 2000 }),
      runs("fail", [nodeResult("run-script", "success"), other], { end_time: begin + 2000 }),
      "waits-elsewhere",
    ],
    ["continue: not by a copy from before the pause", goOn, failed, paused, undefined],
    ["continue: when it runs", goOn, paused, runs("running", passed), "moved-on"],
    ["continue: when it pauses again", goOn, paused, runs("pausing", [...passed, next("pausing")]), "stopped-again"],
    ["continue: not for a word that is not known", goOn, paused, details("resting"), undefined],
    ["stop: not while it runs", stop, running, running, undefined],
    ["stop: not while it is being stopped", stop, running, details("canceling"), undefined],
    ["stop: when it is stopped", stop, running, details("cancel"), "ended"],
  ])("%s", (_, intended, before, now, end) => {
    expect(endOf(intended, before === undefined ? undefined : readExecution(before), readExecution(now))).toBe(end);
  });
});
