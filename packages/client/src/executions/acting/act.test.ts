import { describe, expect, it } from "vitest";
import { begin, details, failed, nodeResult, paused, snapshot } from "../../../test/answers.ts";
import { forbidden, notFound, type Route, routedClient } from "../../../test/routed-client.ts";
import { answer, applied, brokenConnection, node } from "../../../test/scripted-client.ts";
import { readExecution } from "../reading/execution-state.ts";

const running = details(
  "running",
  [nodeResult("run-script", "running", { begin_time: begin + 9000, end_time: 0, function_execution_id: "run-2" })],
  snapshot,
);
const secondRun = { begin_time: begin + 9000, function_execution_id: "run-2" };
const succeeded = details("success", [nodeResult("run-script", "success", secondRun)], snapshot);
const failedAgain = details("fail", [nodeResult("run-script", "fail", { ...secondRun, end_time: begin + 9500 })], snapshot);
const read = "GET workflow/wf/executions/ex/status";
const restart = `POST workflow/wf/executions/ex/operation?action=restart&node_id=run-script`;

/** A service whose reads follow a script, the last again and again, and whose actions end in one way. */
function serving(readings: readonly unknown[], acted: () => ReturnType<typeof answer> | Error = applied): Route {
  const left = [...readings];
  return (route) => {
    if (!route.startsWith("GET")) return acted();
    const next = left.length > 1 ? left.shift() : left[0];
    return typeof next === "function" ? next() : answer(200, next);
  };
}

describe("with `check`, an action that the state does not allow is not sent", () => {
  it("one that it allows is, after one read", async () => {
    const { aom, asked } = routedClient(serving([failed]));
    expect(await aom.restart(node, { check: true })).toMatchObject({ outcome: "applied", before: { word: "fail", meaning: "failed" } });
    expect(asked).toEqual([read, restart]);
  });

  it("one that it does not allow ends as a StateError", async () => {
    const { aom, asked } = routedClient(serving([paused]));
    await expect(aom.restart(node, { check: true })).rejects.toMatchObject({
      name: "StateError",
      code: "state-refused",
      outcome: "not-sent",
      retryable: false,
      message: "Restart requires an execution that has failed; the state of this one is paused. Nothing was sent.",
    });
    expect(asked).toEqual([read]);
  });

  it.each<[string, unknown, object]>([
    ["that was chosen by a read is sent where the node has the same runs", failed, { outcome: "applied" }],
    [
      "that was chosen by a reading is not sent where the node has another run",
      failedAgain,
      { error: { code: "state-refused", outcome: "not-sent", summary: "The node run-script has run again since it was shown." } },
    ],
    ["is refused by the state first", paused, { error: { code: "state-refused", summary: expect.stringContaining("requires") } }],
  ])("one %s", async (_, now, end) => {
    const { aom, asked } = routedClient(serving([now]));
    expect(await aom.safe.restart(node, { check: readExecution(failed) })).toMatchObject(end);
    expect(asked).toEqual("outcome" in end ? [read, restart] : [read]);
  });

  it.each([
    ["that names only the execution", { execution_id: "ex" }],
    ["that has only a state", { status: "fail" }],
    ["that has only a node", { execution_result_list: [nodeResult("run-script", "fail")] }],
  ])("an answer %s is read leniently, and the service decides", async (_, body) => {
    const { aom } = routedClient(serving([body]));
    expect(await aom.safe.restart(node, { check: true })).toMatchObject({ outcome: "applied" });
  });

  it.each([
    ["no permission to read", forbidden, { code: "state-unread", status: 403, cause: { code: "api-error" }, retryable: false }],
    ["no such execution", notFound, { code: "state-unread", status: 404, errorCode: "AOM.31001306" }],
    [
      "it is of another execution",
      () => answer(200, { ...failed, execution_id: "ex-2" }),
      { code: "state-unread", status: 200, cause: { code: "invalid-response" } },
    ],
    ["it is of another workflow", () => answer(200, { ...failed, workflow_id: "wf-2" }), { code: "state-unread" }],
    ...[[], [failed], {}, { result: "success" }, { message: "login" }, { status: "ok" }, { status: 5 }].map(
      (body): [string, () => ReturnType<typeof answer>, object] => [
        `the answer is not the state of an execution, but ${JSON.stringify(body).slice(0, 40)}`,
        () => answer(200, body),
        { code: "state-unread", status: 200, cause: { code: "invalid-response" } },
      ],
    ),
    ["the connection breaks", brokenConnection, { code: "state-unread", status: undefined, cause: { code: "connection" } }],
  ])("nor one whose state cannot be read: %s", async (_, reading, error) => {
    const { aom, asked } = routedClient(serving([reading]));
    const result = await aom.safe.skip(node, { check: true });
    expect(result).toMatchObject({ ok: false, outcome: "not-sent", error });
    expect(!result.ok && result.error.message).toMatch(/^The state could not be read first\. .* Nothing was sent\./);
    expect(asked).toEqual([read]);
  });

  it("invalid input, and an abort, are reported as usual", async () => {
    const { aom, asked } = routedClient(serving([failed]));
    expect(await aom.safe.restart({ ...node, workflowId: "" }, { check: true })).toMatchObject({ error: { code: "invalid-input" } });
    const signal = AbortSignal.abort();
    expect(await aom.safe.restart(node, { check: true, signal })).toMatchObject({ error: { code: "aborted", outcome: "not-sent" } });
    expect(asked).toEqual([]);
  });

  it.each([
    [{ check: "yes" }, "check must be true, false or a reading"],
    [{ wait: "long" }, "wait must be true, or an object"],
    [{ wait: [] }, "wait must be true, or an object"],
    [{ wait: { timeoutMs: 5 } }, "wait.timeoutMs is not an option (use one of timeout, interval, onRead)"],
    [{ wait: { onRead: "x" } }, "wait.onRead must be a function"],
    [{ check: true, signal: {} }, "signal must be an AbortSignal"],
    [null, "options must be an object"],
    [{ chekc: true }, "chekc is not an option (did you mean check?)"],
    [{ wait: { timeout: 0 } }, "wait.timeout must be a number of milliseconds"],
    [{ wait: { interval: Number.NaN } }, "wait.interval must be a number of milliseconds"],
  ])("%j is refused, and nothing is sent", async (options, message) => {
    const { aom, asked } = routedClient(serving([failed]));
    expect(await aom.safe.restart(node, options as never)).toMatchObject({
      error: { code: "invalid-input", message: expect.stringContaining(message) },
    });
    expect(asked).toEqual([]);
  });
});

describe("options are read once, and nothing about them fails later", () => {
  const throwing = (name: string) =>
    Object.defineProperty({}, name, {
      enumerable: true,
      get: () => {
        throw new Error("hostile");
      },
    });

  it.each(["check", "wait", "signal", "timeout", "deadline"])("a getter `%s` that throws is refused by its name", async (name) => {
    const { aom, asked } = routedClient(serving([failed]));
    expect(await aom.safe.restart(node, throwing(name))).toMatchObject({
      error: { code: "invalid-input", message: `${name} could not be read. Nothing was sent.` },
    });
    expect(asked).toEqual([]);
  });

  it.each(["timeout", "interval", "onRead"])("so is `wait.%s`", async (name) => {
    const { aom, asked } = routedClient(serving([failed]));
    expect(await aom.safe.restart(node, { wait: throwing(name) })).toMatchObject({
      error: { code: "invalid-input", message: `wait.${name} could not be read. Nothing was sent.` },
    });
    expect(asked).toEqual([]);
  });

  it("a Proxy, an input that throws, a signal that throws on every read", async () => {
    const { aom, asked } = routedClient(serving([failed, failed, succeeded]));
    const proxy = new Proxy(
      {},
      {
        get: () => {
          throw new Error("hostile");
        },
        ownKeys: () => {
          throw new Error("hostile");
        },
      },
    );
    for (const options of [proxy, { wait: proxy }, { check: true, signal: proxy }] as never[])
      expect(await aom.safe.restart(node, options)).toMatchObject({ error: { code: "invalid-input" } });
    expect(await aom.safe.restart(throwing("workflowId") as never)).toMatchObject({ error: { code: "invalid-input" } });
    for (const options of [proxy, { signal: proxy }, null] as never[])
      await expect(aom.resolve({ action: "restart", ...node }, options)).rejects.toMatchObject({ code: "invalid-input" });
    await expect(aom.resolve(proxy)).rejects.toMatchObject({ code: "invalid-input" });
    expect(asked).toEqual([]);
  });

  it("an option that changes with each read is read once", async () => {
    const { aom, asked } = routedClient(serving([paused]));
    let readings = 0;
    const options = {
      get check() {
        return readings++ === 0;
      },
    };
    expect(await aom.safe.restart(node, options)).toMatchObject({ error: { code: "state-refused" } });
    expect({ readings, asked }).toEqual({ readings: 1, asked: [read] });
  });

  it("one deadline covers the read and the action, and the error names it", async () => {
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      return answer(200, failed);
    };
    const { aom } = routedClient((route) => (route.startsWith("GET") ? slow() : new Promise<never>(() => {})));
    const start = performance.now();
    expect(await aom.safe.restart(node, { check: true, deadline: 700 })).toMatchObject({
      outcome: "unknown",
      error: { code: "timeout", limit: "deadline", limitMs: 700 },
    });
    expect(performance.now() - start).toBeLessThan(1300);
  });
});

describe("with `wait`, the result says how it ended", () => {
  const wait = { timeout: 5000, interval: 1 };

  it("reads until the action has shown its effect, with the state before and after", async () => {
    const seen: (string | undefined)[] = [];
    const { aom, asked } = routedClient(serving([failed, failed, running, succeeded]));
    const result = await aom.restart(node, { wait: { ...wait, onRead: ({ word }) => void seen.push(word) } });
    expect(result).toMatchObject({
      outcome: "applied",
      before: { word: "fail" },
      waited: { end: "ended", after: { word: "success" }, waiting: [] },
    });
    expect(seen).toEqual(["fail", "running", "success"]);
    expect(asked).toEqual([read, restart, read, read, read]);
  });

  it("a read that fails in between, or before, changes nothing", async () => {
    const { aom } = routedClient(serving([brokenConnection, failed, brokenConnection, succeeded]));
    expect(await aom.restart(node, { wait })).toMatchObject({ outcome: "applied", waited: { end: "ended", error: undefined } });
  });

  it.each([
    ["is forbidden", forbidden, 3],
    ["finds nothing, three times in a row,", notFound, 5],
  ])("a read that %s ends the wait, not the success", async (_, reading, requests) => {
    const { aom, asked } = routedClient(serving([failed, reading]));
    expect(await aom.restart(node, { wait })).toMatchObject({
      outcome: "applied",
      waited: { end: "unread", error: { code: "api-error" } },
    });
    expect(asked).toHaveLength(requests);
  });

  it("a read that once finds nothing, fails or is of another execution does not end the wait", async () => {
    const others = [
      { ...succeeded, execution_id: "ex-2" },
      { ...succeeded, workflow_id: "wf-2" },
    ];
    const broken = () => answer(500, { error_code: "AOM.31001405", error_msg: "internal server error." });
    const { aom, asked } = routedClient(serving([failed, notFound, ...others, broken, notFound, notFound, succeeded]));
    expect(await aom.restart(node, { wait })).toMatchObject({ waited: { end: "ended", after: { executionId: "ex" } } });
    expect(asked).toHaveLength(9);
  });

  it("says that it stopped again only after a second equal read", async () => {
    const lagging = { ...running, status: "fail" };
    const seen: (string | undefined)[] = [];
    const onRead = ({ nodes }: { readonly nodes: readonly { readonly word: string | undefined }[] }) => void seen.push(nodes[0]?.word);
    const { aom } = routedClient(serving([failed, failed, lagging, failedAgain, failedAgain]));
    expect(await aom.restart(node, { wait: { ...wait, onRead } })).toMatchObject({
      waited: { end: "stopped-again", waiting: [{ node: { id: "run-script" } }] },
    });
    expect(seen).toEqual(["fail", "running", "fail", "fail"]);
  });

  it("that only another node waits requires five equal reads", async () => {
    const other = nodeResult("other", "fail", { begin_time: begin + 1500 });
    const both = details("fail", [nodeResult("run-script", "fail"), other], snapshot);
    const done = details("fail", [nodeResult("run-script", "success", secondRun), other], snapshot);
    const { aom, asked } = routedClient(serving([both, done]));
    expect(await aom.restart(node, { wait })).toMatchObject({
      waited: {
        end: "waits-elsewhere",
        reason: "The node run-script is done. The execution still waits at other.",
        waiting: [{ node: { id: "other" } }],
      },
    });
    expect(asked).toHaveLength(7);
  });

  it("that it moved on requires as many if no node runs: its state may lag behind a stop", async () => {
    const done = details("running", [nodeResult("run-script", "success", secondRun)], snapshot);
    const canceled = { ...done, status: "cancel" };
    const lagging = routedClient(serving([failed, done, done, done, done, canceled]));
    expect(await lagging.aom.restart(node, { wait })).toMatchObject({ waited: { end: "ended" } });
    const { aom, asked } = routedClient(serving([failed, done]));
    expect(await aom.restart(node, { wait })).toMatchObject({ waited: { end: "moved-on" } });
    expect(asked).toHaveLength(7);
  });

  it("those reads come at the shortest pause, however long the node ran", async () => {
    const other = nodeResult("other", "fail", { begin_time: begin + 1500 });
    const states = ["fail", "running", "running", "running", "running", "running", "success"].map((state, index) =>
      details(
        "fail",
        [nodeResult("run-script", state, index === 0 ? {} : { ...secondRun, ...(state === "running" && { end_time: 0 }) }), other],
        snapshot,
      ),
    );
    const { aom } = routedClient(serving(states));
    let doneAt: number | undefined;
    const onRead = ({ nodes }: { readonly nodes: readonly { readonly word: string | undefined }[] }) => {
      if (nodes.some(({ word }) => word === "success")) doneAt ??= performance.now();
    };
    expect(await aom.restart(node, { wait: { timeout: 5000, interval: 20, onRead } })).toMatchObject({
      waited: { end: "waits-elsewhere" },
    });
    expect(performance.now() - (doneAt ?? 0)).toBeLessThan(300);
  });

  it("if the state before could not be read, a run that began after the call is still seen", async () => {
    const dated: Route = (route) => {
      if (!route.startsWith("GET")) return { ...applied(), headers: { date: new Date(begin + 8000).toUTCString() } };
      return answer(200, failedAgain);
    };
    let readings = 0;
    const { aom } = routedClient((route, body) => (route.startsWith("GET") && readings++ === 0 ? brokenConnection() : dated(route, body)));
    expect(await aom.restart(node, { wait })).toMatchObject({ waited: { end: "stopped-again" } });
  });

  it("a wait that times out is reported", async () => {
    const { aom } = routedClient(serving([failed, running]));
    expect(await aom.restart(node, { wait: { timeout: 30, interval: 5 } })).toMatchObject({
      outcome: "applied",
      waited: { end: "timed-out", after: { word: "running" } },
    });
  });

  it("an abort ends the wait, not the success", async () => {
    const controller = new AbortController();
    const { aom } = routedClient(serving([failed, running]));
    const onRead = () => controller.abort();
    expect(await aom.restart(node, { wait: { ...wait, onRead }, signal: controller.signal })).toMatchObject({
      outcome: "applied",
      waited: { end: "aborted" },
    });
  });

  it("a listener that throws, or a signal that cannot be left, costs nothing of the success", async () => {
    const { aom } = routedClient(serving([failed, failed, succeeded]));
    const signal = Object.assign(new AbortController().signal, {
      removeEventListener() {
        throw new Error("hostile");
      },
    });
    const onRead = () => {
      throw new Error("hostile");
    };
    expect(await aom.restart(node, { wait: { ...wait, onRead }, signal })).toMatchObject({ outcome: "applied", waited: { end: "ended" } });
  });

  it("a listener that rejects later does not end the process after the action was applied", async () => {
    const { aom } = routedClient(serving([failed, failed, succeeded]));
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const onRead = async () => Promise.reject(new Error("hostile"));
    expect(await aom.restart(node, { wait: { ...wait, onRead } })).toMatchObject({ outcome: "applied", waited: { end: "ended" } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });

  it("an action that fails is not waited for", async () => {
    const { aom, asked } = routedClient(serving([failed], forbidden));
    expect(await aom.safe.restart(node, { wait })).toMatchObject({ ok: false, status: 403, outcome: "rejected" });
    expect(asked).toEqual([read, restart]);
  });
});

describe("an unknown outcome is resolved by reading, never by sending again", () => {
  async function lostAction(readings: readonly unknown[], options: object) {
    const { aom, asked } = routedClient(serving(readings, brokenConnection));
    const result = await aom.safe.restart(node, options);
    expect(result).toMatchObject({ ok: false, outcome: "unknown" });
    asked.length = 0;
    return { aom, asked, error: !result.ok && result.error };
  }

  it("applied: the effect is there, no matter what caused it", async () => {
    const { aom, asked, error } = await lostAction([failed, running], { check: true });
    expect(await aom.resolve(error)).toMatchObject({
      outcome: "applied",
      by: "this-or-another",
      before: { word: "fail" },
      now: { word: "running" },
      reason: "The node run-script has a new run; the execution is running.",
    });
    expect(asked).toEqual([read]);
  });

  it("an unchanged state proves nothing, however long it stays so", async () => {
    const { aom, asked, error } = await lostAction([failed, failed], { check: true });
    const resolution = await aom.resolve(error, { settle: 40 });
    expect(resolution).toMatchObject({ outcome: "unknown", by: undefined });
    expect(resolution.unchangedForMs).toBeGreaterThanOrEqual(40);
    expect(resolution.reason).toMatch(
      /^The execution has failed and did not change for 0\.\d+ s\. The service may still act on the request\.$/,
    );
    expect(asked.length).toBeGreaterThan(1);
  });

  it("applied after all, while it looks", async () => {
    const { aom, error } = await lostAction([failed, failed, running], { wait: true });
    expect(await aom.resolve(error, { settle: 40 })).toMatchObject({ outcome: "applied" });
  });

  it("the state of another execution is an error", async () => {
    const { aom, error } = await lostAction([failed, { ...running, execution_id: "ex-2" }], { check: true });
    expect(await aom.resolve(error, { settle: 20 })).toMatchObject({
      outcome: "unknown",
      now: undefined,
      reason: "The execution could not be read. The response 200 cannot be trusted: it is about another execution.",
      error: { code: "invalid-response" },
    });
  });

  it("unknown if the state before was not read", async () => {
    const { aom, error } = await lostAction([running], {});
    expect(await aom.resolve(error)).toMatchObject({
      outcome: "unknown",
      before: undefined,
      reason: "The execution is running; its state before was not read, so that proves nothing.",
    });
  });

  it("unknown if the state cannot be read", async () => {
    const { aom, error } = await lostAction([failed, notFound], { check: true });
    expect(await aom.resolve(error, { settle: 20 })).toMatchObject({ outcome: "unknown", now: undefined, error: { status: 404 } });
  });

  it("one read that finds nothing does not end the look", async () => {
    const { aom, error } = await lostAction([failed, notFound, running], { check: true });
    expect(await aom.resolve(error)).toMatchObject({ outcome: "applied" });
  });

  it("its deadline is that of the whole look, not of each request", async () => {
    const { aom, error } = await lostAction([failed, failed], { check: true });
    const start = Date.now();
    expect(await aom.resolve(error, { settle: 5000, deadline: 60 })).toMatchObject({ outcome: "unknown" });
    expect(Date.now() - start).toBeLessThan(1000);
  });

  it("an action can be given in place of its error", async () => {
    const { aom } = routedClient(serving([running]));
    expect(await aom.resolve({ action: "restart", ...node })).toMatchObject({ outcome: "unknown" });
  });

  it.each([
    ["another error", new Error("x"), "must be the error of a method that acts on an execution"],
    ["nothing", undefined, "must be the error of a method that acts on an execution"],
    ["a refusal", { action: "skip", ...node, outcome: "rejected" }, "says the outcome of the action: rejected"],
  ])("%s is refused", async (_, subject, message) => {
    const { aom, asked } = routedClient(serving([running]));
    await expect(aom.resolve(subject)).rejects.toThrow(message);
    expect(asked).toEqual([]);
  });

  it.each([-1, 600_001, "5"])("a settle of %j is refused", async (settle) => {
    await expect(routedClient(serving([running])).aom.resolve({ action: "skip", ...node }, { settle: settle as never })).rejects.toThrow(
      "settle must be",
    );
  });

  it("an error does not show the action attached to it", async () => {
    const { error } = await lostAction([failed], { check: true });
    expect(JSON.stringify(error)).not.toContain("run-script");
    expect(Object.keys(error as object)).not.toContain("unresolved");
  });
});
