import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { answer, applied, expired, throttled } from "../../test/answers.ts";
import { listNodes, startNode } from "../../test/invented-operations.ts";
import { connectionTo, node, projectId } from "../../test/scripted-connection.ts";
import type { Step } from "../../test/scripted-transport.ts";
import { NotSentError } from "../transport/not-sent-error.ts";
import type { Authenticate } from "./authenticate.ts";
import { call } from "./call.ts";

const never = () => new Promise<never>(() => {});
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

/** Is a promise settled when all that is due at once has been done? */
async function isSettledAtOnce(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(() => {
    settled = true;
  });
  await new Promise((resolve) => process.nextTick(resolve));
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  return settled;
}

describe("time limits", () => {
  it("give up a server that never answers, and the outcome is unknown", async () => {
    const { connection, requests } = connectionTo(["hang"], { timeout: 20 });
    expect(await call(connection, startNode, node)).toMatchObject({
      outcome: "unknown",
      error: { code: "timeout", limit: "timeout", limitMs: 20, attempts: 1, message: expect.stringContaining("within 0.02 s (timeout)") },
    });
    expect(requests).toHaveLength(1);
  });

  it("give up a response whose body never ends: the result is not a success", async () => {
    const endless = connectionTo([
      (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve({ ...applied(), incomplete: { problem: "cut off" } }));
        }),
    ]);
    expect(await call(endless.connection, startNode, node, { timeout: 20 })).toMatchObject({
      outcome: "unknown",
      error: { code: "timeout" },
    });
  });

  it("give up a transport that ignores the signal", async () => {
    const { connection } = connectionTo([never]);
    expect(await call(connection, startNode, node, { timeout: 20 })).toMatchObject({ outcome: "unknown", error: { code: "timeout" } });
  });

  it("give up credentials that never come, before anything is sent", async () => {
    const { connection, requests } = connectionTo([], { timeout: 20, auth: never });
    expect(await call(connection, startNode, node)).toMatchObject({ outcome: "not-sent", error: { code: "timeout", attempts: 0 } });
    expect(requests).toHaveLength(0);
  });

  it("say that nothing was sent if the transport knows it", async () => {
    const connecting = connectionTo([
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new NotSentError(signal.reason)));
        }),
    ]);
    expect(await call(connecting.connection, startNode, node, { timeout: 20 })).toMatchObject({
      outcome: "not-sent",
      error: { code: "timeout" },
    });
  });

  it("bound all attempts together", async () => {
    const { connection } = connectionTo(["hang"], { timeout: 10_000, deadline: 20 });
    expect(await call(connection, startNode, node)).toMatchObject({ error: { code: "timeout", limit: "deadline", limitMs: 20 } });
  });

  it("bound each attempt separately, and an operation that only reads is tried again", async () => {
    const { connection } = connectionTo(["hang", answer(200, [])], { timeout: 20 });
    expect(await call(connection, listNodes, {})).toMatchObject({ ok: true, attempts: 2 });
  });

  it("do not begin a wait that would outlast the deadline; the refusal is what the caller sees", async () => {
    const { connection } = connectionTo([throttled("30"), applied()], { deadline: 5_000 });
    expect(await call(connection, startNode, node)).toMatchObject({ status: 429, error: { retryAfter: 30, attempts: 1 } });
  });

  it("of a call win over those of the connection", async () => {
    const { connection } = connectionTo(["hang"], { timeout: 60_000 });
    expect(await call(connection, startNode, node, { timeout: 20 })).toMatchObject({ error: { limitMs: 20 } });
  });
});

describe("an abort", () => {
  it("before the call sends nothing and asks for no credentials", async () => {
    const { connection, requests } = connectionTo([]);
    expect(await call(connection, startNode, node, { signal: AbortSignal.abort("why") })).toMatchObject({
      outcome: "not-sent",
      error: { code: "aborted", attempts: 0, cause: "why" },
    });
    expect(requests).toHaveLength(0);
  });

  it("in flight leaves the outcome unknown and keeps the caller's reason", async () => {
    const controller = new AbortController();
    const { connection } = connectionTo([
      () => {
        queueMicrotask(() => controller.abort(new Error("operator left")));
        return never();
      },
    ]);
    expect(await call(connection, startNode, node, { signal: controller.signal })).toMatchObject({
      outcome: "unknown",
      error: { code: "aborted", attempts: 1, cause: { message: "operator left" } },
    });
  });

  it("after the response has come changes nothing", async () => {
    const controller = new AbortController();
    const { connection } = connectionTo([
      () => {
        controller.abort();
        return applied();
      },
    ]);
    expect(await call(connection, startNode, node, { signal: controller.signal })).toMatchObject({ ok: true });
  });

  it("before the wait for the next attempt begins nothing more", async () => {
    const controller = new AbortController();
    const begun: number[] = [];
    const hooks = { onRetry: () => controller.abort("why"), onAttemptStart: ({ attempt }: { attempt: number }) => begun.push(attempt) };
    const { connection } = connectionTo([throttled("30"), applied()], { hooks });
    expect(await call(connection, startNode, node, { signal: controller.signal })).toMatchObject({
      outcome: "rejected",
      error: { code: "aborted", attempts: 1 },
    });
    expect(begun).toEqual([1]);
  });

  it("while waiting for the next attempt ends the wait; nothing was done", async () => {
    const controller = new AbortController();
    const { connection, requests } = connectionTo([throttled("30"), applied()], {
      hooks: { onRetry: () => queueMicrotask(() => controller.abort("why")) },
    });
    expect(await call(connection, startNode, node, { signal: controller.signal })).toMatchObject({
      outcome: "rejected",
      error: { code: "aborted", attempts: 1, cause: "why", retryRefusal: "aborted" },
    });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, (ask: () => Promise<never>) => Authenticate, string]>([
    ["an authentication function", (ask) => ask, "aborted"],
    ["the search for the project", (ask) => Object.assign(() => ({}), { projectId: ask }), "aborted"],
    ["the renewal of credentials", (ask) => Object.assign(() => ({}), { projectId: () => projectId, renew: ask }), "api-error"],
  ])("ends the call within the same tick although %s ignores it", async (_, authWith, code) => {
    const controller = new AbortController();
    let result: Promise<unknown> | undefined;
    await new Promise<void>((asked) => {
      const auth = authWith(() => {
        asked();
        return never();
      });
      const { connection } = connectionTo([expired()], { auth, projectId: auth.projectId ? undefined : projectId });
      result = call(connection, startNode, node, { signal: controller.signal });
    });
    controller.abort("why");
    expect(await isSettledAtOnce(result!)).toBe(true);
    expect(await result).toMatchObject({ ok: false, error: { code } });
  });

  it("reaches an authentication function that listens", async () => {
    const controller = new AbortController();
    let reason: unknown;
    const auth: Authenticate = (_, { signal }) => {
      signal.addEventListener("abort", () => {
        reason = signal.reason;
      });
      queueMicrotask(() => controller.abort("why"));
      return never();
    };
    await call(connectionTo([], { auth }).connection, startNode, node, { signal: controller.signal });
    expect(reason).toBe("why");
  });
});

describe("a call that is over", () => {
  it("leaves no listener on a signal that outlives it, and Node never warns of too many, be the calls one after another or at once", async () => {
    const warnings: unknown[] = [];
    const note = (warning: Error) => warnings.push(warning.name);
    process.on("warning", note);
    const { signal } = new AbortController();
    const script = Array.from({ length: 40 }, (_, index) => (index % 2 ? applied() : throttled()));
    const { connection } = connectionTo(script);
    for (let count = 0; count < 12; count++) expect(await call(connection, startNode, node, { signal })).toMatchObject({ ok: true });
    const atOnce = connectionTo(Array.from({ length: 30 }, applied));
    await Promise.all(Array.from({ length: 30 }, () => call(atOnce.connection, startNode, node, { signal })));
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  it.each<[string, Step[], Authenticate | undefined]>([
    ["with a success", [applied()], undefined],
    ["with a refusal", [throttled("61")], undefined],
    ["with an answer that cannot be read", [answer(200, "")], undefined],
    ["with a broken connection", [new Error("x")], undefined],
    ["without credentials", [], () => Promise.reject(new Error("x"))],
    ["with invalid input of the auth function", [], () => undefined as never],
  ])("leaves no timer and no listener behind when it ended %s", async (_, script, auth) => {
    const { signal } = new AbortController();
    const before = timers();
    for (let count = 0; count < 20; count++) {
      await call(connectionTo(script, auth && { auth }).connection, startNode, node, { signal });
    }
    // The test runner has timers of its own, but not twenty.
    expect(timers() - before).toBeLessThan(10);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("leaves no timer and no listener behind when it was abandoned", async () => {
    const { signal } = new AbortController();
    const before = timers();
    const given = Array.from({ length: 20 }, () => call(connectionTo(["hang"], { timeout: 5 }).connection, startNode, node, { signal }));
    await Promise.all(given);
    expect(timers() - before).toBeLessThan(10);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it.each<[string, (ask: (context: { signal: AbortSignal }) => Promise<never>) => Authenticate]>([
    ["the search for the project", (ask) => Object.assign(() => ({}), { projectId: ask })],
    ["the renewal of credentials", (ask) => Object.assign(() => ({}), { projectId: () => projectId, renew: ask })],
  ])("that gets %s ends, and leaves neither its timer nor its listener behind", async (_, authWith) => {
    const before = timers();
    const reasons: unknown[] = [];
    const ended = Array.from({ length: 20 }, () => {
      const controller = new AbortController();
      const auth = authWith(({ signal }) => {
        signal.addEventListener("abort", () => reasons.push(signal.reason));
        queueMicrotask(() => controller.abort("why"));
        return never();
      });
      const { connection } = connectionTo([expired()], { auth, projectId: undefined });
      return call(connection, startNode, node, { signal: controller.signal }).then(() => getEventListeners(controller.signal, "abort"));
    });
    expect((await Promise.all(ended)).flat()).toEqual([]);
    expect(reasons).toEqual(Array.from({ length: 20 }, () => "why"));
    expect(timers() - before).toBeLessThan(10);
  });

  it("of which the search for the project failed or succeeded leaves no timer behind either", async () => {
    const before = timers();
    for (let count = 0; count < 20; count++) {
      const projectIdOf = count % 2 ? () => projectId : () => Promise.reject(new Error("x"));
      const auth = Object.assign(() => ({}), { projectId: projectIdOf }) as Authenticate;
      await call(connectionTo([applied()], { auth, projectId: undefined }).connection, startNode, node);
    }
    expect(timers() - before).toBeLessThan(10);
  });

  it("was given up in a wait and leaves no timer behind", async () => {
    const before = timers();
    for (let count = 0; count < 20; count++) {
      const controller = new AbortController();
      const hooks = { onRetry: () => queueMicrotask(() => controller.abort()) };
      await call(connectionTo([throttled("30")], { hooks }).connection, startNode, node, { signal: controller.signal });
    }
    expect(timers() - before).toBeLessThan(10);
  });
});
