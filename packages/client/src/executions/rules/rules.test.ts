import { describe, expect, it } from "vitest";
import { begin, details, failed, failedOnHosts, nodeResult, paused } from "../../../test/answers.ts";
import { readExecution } from "../reading/execution-state.ts";
import { hasEnded, stateWords } from "../reading/state-words.ts";
import { aimOf, mayActOn, refusalOf, waitingForAction } from "./allows.ts";
import { waitingFor } from "./waiting.ts";

const waits = (answer: unknown) => waitingFor(readExecution(answer));

describe("what an execution waits for", () => {
  it.each<[string, unknown, object]>([
    [
      "a failed node: restart or skip",
      failed,
      {
        state: "failed",
        node: { id: "run-script" },
        since: new Date(begin + 2000),
        actions: [
          { action: "restart", basis: "documented" },
          { action: "skip", basis: "documented" },
        ],
      },
    ],
    [
      "hosts that failed although the node says success",
      failedOnHosts,
      {
        state: "failed",
        node: { id: "run-script" },
        actions: [{ action: "restart", basis: "inferred" }],
        reason: 'The node run-script is "success", but 2 hosts failed.',
      },
    ],
    ["a failure without a node", details("fail"), { state: "failed", node: undefined, actions: [], since: new Date(begin) }],
    [
      "a pause node: continue",
      paused,
      { state: "paused", node: { id: "check" }, since: new Date(begin + 3000), actions: [{ action: "continue", basis: "documented" }] },
    ],
    [
      "a pause node that the service calls running",
      details("pausing", [nodeResult("run-script", "success"), nodeResult("check", "running")], {
        workflow_snapshot: { nodes: [{ id: "check", category: "pause" }] },
      }),
      { node: { id: "check" }, actions: [{ action: "continue", basis: "documented" }] },
    ],
    [
      "a pause, without the workflow",
      details("pausing", [nodeResult("check", "pausing")]),
      { node: { id: "check" }, actions: [{ action: "continue", basis: "inferred" }] },
    ],
    ["a pause without a node", details("pausing", []), { state: "paused", node: undefined, actions: [] }],
    [
      "an approval",
      details("waitApproval", [], { approve_user_name_list: ["li"] }),
      { state: "waiting-for-approval", actions: [], reason: "It has to be approved in the console by li." },
    ],
    [
      "a word that is not known",
      details("resting", [nodeResult("a", "success")]),
      { state: "unknown", node: { id: "a" }, actions: [], reason: 'Its state, "resting", is not known to this version.' },
    ],
    ["no word", details(undefined), { state: "unknown", actions: [] }],
  ])("%s", (_, answer, waiting) => {
    expect(waits(answer)).toMatchObject([waiting]);
  });

  const onHosts = (id: string, at: number) => nodeResult(id, "success", { begin_time: begin + at, output: { fail: [{ name: id }] } });
  it.each<[string, unknown, readonly (readonly [string, string])[]]>([
    [
      "every failed node",
      details("fail", [nodeResult("b", "fail", { begin_time: begin + 5000 }), nodeResult("a", "fail")]),
      [
        ["a", "restart or skip"],
        ["b", "restart or skip"],
      ],
    ],
    [
      "a failed node and a pause in another branch",
      details("fail", [nodeResult("a", "fail"), nodeResult("check", "pausing", { begin_time: begin + 5000 })]),
      [
        ["a", "restart or skip"],
        ["check", "continue"],
      ],
    ],
    [
      "every node with failed hosts",
      details("fail", [onHosts("a", 0), onHosts("b", 1)]),
      [
        ["a", "restart"],
        ["b", "restart"],
      ],
    ],
    [
      "the failed node alone, where another went on over failed hosts",
      details("fail", [onHosts("a", 0), nodeResult("b", "fail")]),
      [["b", "restart or skip"]],
    ],
    [
      "the pause that is not passed, where the service says of neither that it waits",
      details("pausing", [nodeResult("one", "success"), nodeResult("two", "running")], {
        workflow_snapshot: { nodes: ["one", "two"].map((id) => ({ id, category: "pause" })) },
      }),
      [["two", "continue"]],
    ],
  ])("%s: a row for each", (_, answer, rows) => {
    expect(waits(answer).map(({ node, actions }) => [node?.id, actions.map(({ action }) => action).join(" or ")])).toEqual(rows);
  });

  it.each(stateWords.filter(({ meaning }) => hasEnded(meaning) || ["running", "queued", "stopping"].includes(meaning)))(
    "nothing while it is $word",
    ({ word }) => {
      expect(waits(details(word, [nodeResult("a", "fail")]))).toEqual([]);
    },
  );
});

describe("an action is not sent if the state certainly does not allow it", () => {
  const answers = {
    failed,
    paused,
    running: details("running", [nodeResult("run-script", "running")]),
    succeeded: details("success", [nodeResult("run-script", "success")]),
    stopped: details("cancel", [nodeResult("run-script", "fail")]),
    queued: details("waitExecute"),
    stopping: details("canceling"),
    "timed out": details("timeout"),
    "waiting for approval": details("waitApproval"),
    "refused approval": details("approvalFailed"),
    "of an unknown word": details("resting"),
    "failed somewhere": details("fail"),
    "paused somewhere": details("pausing"),
    "failed on hosts": failedOnHosts,
  };
  /** Every action at the node that the execution is stopped at, if any: refused unless it is named. */
  const admitted: Readonly<Record<keyof typeof answers, readonly string[]>> = {
    failed: ["restart", "skip", "stop"],
    paused: ["continue", "stop"],
    running: ["stop"],
    succeeded: [],
    stopped: [],
    queued: ["stop"],
    stopping: ["stop"],
    "timed out": [],
    "waiting for approval": ["stop"],
    "refused approval": [],
    "of an unknown word": ["restart", "skip", "continue", "stop"],
    "failed somewhere": ["restart", "skip", "stop"],
    "paused somewhere": ["continue", "stop"],
    "failed on hosts": ["restart", "stop"],
  };

  it.each(Object.keys(answers) as (keyof typeof answers)[])("%s", (state) => {
    const nodeId = state === "paused" ? "check" : "run-script";
    const allowed = (["restart", "skip", "continue", "stop"] as const).filter(
      (action) => refusalOf({ action, nodeId }, readExecution(answers[state])) === undefined,
    );
    expect(allowed).toEqual(admitted[state]);
  });

  it("says why, with the state and the node", () => {
    const refusal = (action: "restart" | "continue" | "stop", nodeId: string, answer: unknown) =>
      refusalOf({ action, nodeId }, readExecution(answer));
    expect(refusal("restart", "other", failed)).toBe("The execution has failed at the node run-script, not at other.");
    expect(refusal("continue", "run-script", paused)).toBe("The execution has paused at the node check, not at run-script.");
    expect(refusal("restart", "run-script", answers["waiting for approval"])).toBe(
      "Restart requires an execution that has failed; the state of this one is waiting for approval.",
    );
    expect(refusal("restart", "run-script", answers.running)).toBe(
      "Restart requires an execution that has failed; the state of this one is running.",
    );
    expect(refusalOf({ action: "skip", nodeId: "run-script" }, readExecution(failedOnHosts))).toBe(
      "Skip requires a node that has failed; the state of run-script is succeeded.",
    );
    expect(refusal("stop", "", answers.stopped)).toBe("The execution has ended already; its state is stopped.");
  });

  it("a node that failed in one branch while another runs may be restarted or skipped: the service decides", () => {
    const parallel = readExecution(details("running", [nodeResult("a", "fail"), nodeResult("b", "running", { end_time: 0 })]));
    for (const action of ["restart", "skip"] as const) {
      expect(refusalOf({ action, nodeId: "a" }, parallel)).toBeUndefined();
      expect(refusalOf({ action, nodeId: "b" }, parallel)).toContain("requires an execution that has failed");
    }
  });

  it.each(Object.entries(answers))("an action of a later contract, for which there is no rule, is never refused: %s", (_, answer) => {
    expect(refusalOf({ action: "retry", nodeId: "run-script" }, readExecution(answer))).toBeUndefined();
  });

  it("another node that failed as well may be restarted", () => {
    const both = details("fail", [nodeResult("a", "fail"), nodeResult("b", "fail", { begin_time: begin + 5000 })]);
    expect(refusalOf({ action: "restart", nodeId: "a" }, readExecution(both))).toBeUndefined();
  });
});

describe("an execution that an action may be for", () => {
  it.each<[string, unknown, actions: readonly string[]]>([
    ["failed", failed, ["restart", "retry", "stop"]],
    ["paused", paused, ["continue", "retry", "stop"]],
    [
      "failed and, in another branch, paused",
      details("fail", [nodeResult("a", "fail"), nodeResult("b", "pausing")]),
      ["restart", "continue", "retry", "stop"],
    ],
    ["waiting for approval", details("waitApproval"), ["retry", "stop"]],
    ["running", details("running", [nodeResult("a", "running")]), ["stop"]],
    ["succeeded", details("success"), []],
    ["of an unknown word", details("resting"), ["restart", "continue", "retry", "stop"]],
  ])("is one that is %s", (_, answer, actions) => {
    const part = (action: string) => (action === "stop" ? "execution" : "node");
    const isMeant = (action: string) => mayActOn(action, part(action), readExecution(answer));
    expect(["restart", "continue", "retry", "stop"].filter(isMeant)).toEqual(actions);
  });

  it.each<[string, string, unknown, readonly string[]]>([
    ["the node that failed", "restart", failed, ["run-script"]],
    ["every node that failed", "skip", details("fail", [nodeResult("a", "fail"), nodeResult("b", "fail")]), ["a", "b"]],
    ["no node that another action is for", "continue", failed, []],
    ["not the node that failed on hosts only", "skip", failedOnHosts, []],
    ["the pause node", "continue", paused, ["check"]],
    ["nowhere, where the service does not say at which node", "restart", details("fail"), []],
    ["wherever it waits, for an action of a later contract", "retry", paused, ["check"]],
  ])("waits for it at %s", (_, action, answer, nodes) => {
    expect(waitingForAction(action, readExecution(answer)).map(({ node }) => node.id)).toEqual(nodes);
  });
});

describe("an action is aimed at", () => {
  const both = details("fail", [nodeResult("a", "fail"), nodeResult("b", "fail")]);
  it.each<[string, string, nodeId: string | undefined, unknown, object]>([
    ["the only node that it is for", "restart", undefined, failed, { nodeId: "run-script", reason: "The node run-script failed." }],
    ["the node that is named", "restart", "b", both, { nodeId: "b", reason: "The node b failed." }],
    ["one of several, of which none is named", "skip", undefined, both, { several: [{ node: { id: "a" } }, { node: { id: "b" } }] }],
    ["a node that the response does not name", "restart", undefined, details("fail"), { several: [] }],
    [
      "no node but those that it is for",
      "restart",
      "run",
      failed,
      { refusal: "The execution has failed at the node run-script, not at run.", candidates: ["run-script"] },
    ],
    [
      "no node that failed on hosts only",
      "skip",
      undefined,
      failedOnHosts,
      { refusal: "Skip requires a node that has failed; the state of run-script is succeeded." },
    ],
  ])("%s", (_, action, nodeId, answer, aim) => {
    expect(aimOf({ action, nodeId }, "node", readExecution(answer))).toMatchObject(aim);
  });

  it("the execution itself, for an action on executions", () => {
    expect(aimOf({ action: "stop" }, "execution", readExecution(failed))).toEqual({ nodeId: undefined, reason: undefined });
  });
});
