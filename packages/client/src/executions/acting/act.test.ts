import { describe, expect, it } from "vitest";
import { nodeQuery } from "../../../../../wire.shared.ts";
import { begin, details, failed, nodeResult, paused, snapshot } from "../../../test/answers.ts";
import { forbidden, notFound, type Route, routedClient } from "../../../test/routed-client.ts";
import { answer, applied, brokenConnection, node } from "../../../test/scripted-client.ts";

const running = details(
  "running",
  [nodeResult("run-script", "running", { begin_time: begin + 9000, function_execution_id: "run-2" })],
  snapshot,
);
const succeeded = details("success", [nodeResult("run-script", "success", { function_execution_id: "run-2" })], snapshot);
const read = "GET workflow/wf/executions/ex/status";
const restart = `POST workflow/wf/executions/ex/operation?${nodeQuery("restart", "run-script")}`;

/** A service whose readings follow a script, the last again and again, and whose actions end in one way. */
function serving(readings: readonly unknown[], acted: () => ReturnType<typeof answer> | Error = applied): Route {
  const left = [...readings];
  return (route) => {
    if (!route.startsWith("GET")) return acted();
    const next = left.length > 1 ? left.shift() : left[0];
    return typeof next === "function" ? next() : answer(200, next);
  };
}

describe("with `check`, an action that the state does not admit is not sent", () => {
  it("one that it admits is, after one reading", async () => {
    const { aom, asked } = routedClient(serving([failed]));
    expect(await aom.restart(node, { check: true })).toMatchObject({ outcome: "applied", before: { word: "fail", meaning: "failed" } });
    expect(asked).toEqual([read, restart]);
  });

  it("one that it does not admit ends as a StateError", async () => {
    const { aom, asked } = routedClient(serving([paused]));
    await expect(aom.restart(node, { check: true })).rejects.toMatchObject({
      name: "StateError",
      code: "state-refused",
      outcome: "not-sent",
      retryable: false,
      message: 'Restart requires an execution that has failed; the state of this one is "pausing". Nothing was sent.',
    });
    expect(asked).toEqual([read]);
  });

  it.each([
    ["no permission to read", forbidden, { code: "state-unread", status: 403, cause: { code: "api-error" }, retryable: false }],
    ["no such execution", notFound, { code: "state-unread", status: 404, errorCode: "AOM.31001306" }],
    ["the connection breaks", brokenConnection, { code: "state-unread", status: undefined, cause: { code: "connection" } }],
  ])("nor one whose state cannot be read: %s", async (_, reading, error) => {
    const { aom, asked } = routedClient(serving([reading]));
    const result = await aom.safe.skip(node, { check: true });
    expect(result).toMatchObject({ ok: false, outcome: "not-sent", error });
    expect(!result.ok && result.error.message).toMatch(/^The state could not be read first\. .* Nothing was sent\./);
    expect(asked).toEqual([read]);
  });

  it("what is wrong with the input, and an abort, are told as ever", async () => {
    const { aom, asked } = routedClient(serving([failed]));
    expect(await aom.safe.restart({ ...node, workflowId: "" }, { check: true })).toMatchObject({ error: { code: "invalid-input" } });
    const signal = AbortSignal.abort();
    expect(await aom.safe.restart(node, { check: true, signal })).toMatchObject({ error: { code: "aborted", outcome: "not-sent" } });
    expect(asked).toEqual([]);
  });

  it.each([
    [{ check: "yes" }, "check must be true or false"],
    [{ wait: "long" }, "wait must be true, or an object"],
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

describe("with `wait`, the result says what came of it", () => {
  const wait = { timeout: 5000, interval: 1 };

  it("reads until the action has shown its effect, with the state before and after", async () => {
    const seen: (string | undefined)[] = [];
    const { aom, asked } = routedClient(serving([failed, failed, running, succeeded]));
    const result = await aom.restart(node, { wait: { ...wait, onRead: ({ word }) => void seen.push(word) } });
    expect(result).toMatchObject({
      outcome: "applied",
      before: { word: "fail" },
      waited: { end: "ended", after: { word: "success" }, waiting: undefined },
    });
    expect(seen).toEqual(["fail", "running", "success"]);
    expect(asked).toEqual([read, restart, read, read, read]);
  });

  it("a reading that fails in between, or before, changes nothing", async () => {
    const { aom } = routedClient(serving([brokenConnection, failed, brokenConnection, succeeded]));
    expect(await aom.restart(node, { wait })).toMatchObject({ outcome: "applied", waited: { end: "ended", error: undefined } });
  });

  it.each([
    ["is forbidden", forbidden],
    ["finds nothing", notFound],
  ])("a reading that %s ends the wait, not the success", async (_, reading) => {
    const { aom } = routedClient(serving([failed, reading]));
    expect(await aom.restart(node, { wait })).toMatchObject({
      outcome: "applied",
      waited: { end: "unread", error: { code: "api-error" } },
    });
  });

  it("a wait that runs out is told", async () => {
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

  it("an action that fails is not waited for", async () => {
    const { aom, asked } = routedClient(serving([failed], forbidden));
    expect(await aom.safe.restart(node, { wait })).toMatchObject({ ok: false, status: 403, outcome: "rejected" });
    expect(asked).toEqual([read, restart]);
  });
});

describe("doubt is resolved by reading, never by sending again", () => {
  async function doubtOf(readings: readonly unknown[], options: object) {
    const { aom, asked } = routedClient(serving(readings, brokenConnection));
    const result = await aom.safe.restart(node, options);
    expect(result).toMatchObject({ ok: false, outcome: "unknown" });
    asked.length = 0;
    return { aom, asked, error: !result.ok && result.error };
  }

  it("applied", async () => {
    const { aom, asked, error } = await doubtOf([failed, running], { check: true });
    expect(await aom.resolve(error)).toMatchObject({
      verdict: "applied",
      before: { word: "fail" },
      now: { word: "running" },
      reason: 'The execution is "running" now, which shows that restart of the node run-script has taken effect.',
    });
    expect(asked).toEqual([read]);
  });

  it("not applied: only once the service has had time", async () => {
    const { aom, asked, error } = await doubtOf([failed, failed], { check: true });
    expect(await aom.resolve(error, { settle: 40 })).toMatchObject({ verdict: "not-applied" });
    expect(asked.length).toBeGreaterThan(1);
  });

  it("applied after all, while it waits for that", async () => {
    const { aom, error } = await doubtOf([failed, failed, running], { wait: true });
    expect(await aom.resolve(error, { settle: 40 })).toMatchObject({ verdict: "applied" });
  });

  it("still unknown where the state before was not read", async () => {
    const { aom, error } = await doubtOf([running], {});
    expect(await aom.resolve(error)).toMatchObject({
      verdict: "still-unknown",
      before: undefined,
      reason: expect.stringContaining("not known, so that proves nothing"),
    });
  });

  it("still unknown where the state cannot be read", async () => {
    const { aom, error } = await doubtOf([failed, notFound], { check: true });
    expect(await aom.resolve(error)).toMatchObject({ verdict: "still-unknown", now: undefined, error: { status: 404 } });
  });

  it("an action can be given in place of its error", async () => {
    const { aom } = routedClient(serving([running]));
    expect(await aom.resolve({ action: "restart", ...node })).toMatchObject({ verdict: "still-unknown" });
  });

  it.each([
    ["another error", new Error("x"), "must be the error of restart"],
    ["nothing", undefined, "must be the error of restart"],
    ["a refusal", { action: "skip", ...node, outcome: "rejected" }, "says itself what became of the action: rejected"],
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

  it("an error shows nothing of what is noted on it", async () => {
    const { error } = await doubtOf([failed], { check: true });
    expect(JSON.stringify(error)).not.toContain("run-script");
    expect(Object.keys(error as object)).not.toContain("doubt");
  });
});
