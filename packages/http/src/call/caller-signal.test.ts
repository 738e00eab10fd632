import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { applied, throttled } from "../../test/answers.ts";
import { fail } from "../../test/hostile.ts";
import { startNode } from "../../test/invented-operations.ts";
import { connectionTo, node, secret } from "../../test/scripted-connection.ts";
import { call } from "./call.ts";
import { CallerSignal } from "./caller-signal.ts";

const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

/** A connection that answers on request. */
function heldConnection() {
  const release: (() => void)[] = [];
  const transport = () => new Promise<ReturnType<typeof applied>>((resolve) => release.push(() => resolve(applied())));
  return { connection: connectionTo([], { transport }).connection, release };
}

describe("calls that share a signal", () => {
  it("listen to it once, however many they are, and not at all once the last is over", async () => {
    const { signal } = new AbortController();
    const { connection, release } = heldConnection();
    const calls = Array.from({ length: 40 }, () => call(connection, startNode, node, { signal }));
    await expect.poll(() => release.length).toBe(40);
    expect(listeners(signal)).toBe(1);
    for (const answer of release.splice(0, 39)) answer();
    await Promise.all(calls.slice(0, 39));
    expect(listeners(signal)).toBe(1);
    release[0]?.();
    expect(await calls[39]).toMatchObject({ ok: true });
    expect(listeners(signal)).toBe(0);
  });

  it("are all ended by it, and those that are over already stay as they were", async () => {
    const controller = new AbortController();
    const { connection, release } = heldConnection();
    const calls = Array.from({ length: 20 }, () => call(connection, startNode, node, { signal: controller.signal }));
    await expect.poll(() => release.length).toBe(20);
    release[0]?.();
    await calls[0];
    controller.abort("enough");
    const [first, ...rest] = await Promise.all(calls);
    expect(first).toMatchObject({ ok: true });
    for (const each of rest) expect(each).toMatchObject({ outcome: "unknown", error: { code: "aborted", cause: "enough" } });
    expect(listeners(controller.signal)).toBe(0);
  });

  it("leave nothing behind on a signal that lives as long as the process", async () => {
    const { signal } = new AbortController();
    const { connection } = connectionTo([], { transport: async () => applied() });
    for (let round = 0; round < 100; round++) {
      await Promise.all(Array.from({ length: 100 }, () => call(connection, startNode, node, { signal })));
      expect(listeners(signal)).toBe(0);
    }
  });

  it("listen once while they wait for another attempt, too", async () => {
    const controller = new AbortController();
    const retry = { initialDelayMs: 60_000, maxDelayMs: 60_000 };
    const waiting = Array.from({ length: 15 }, () => {
      const { connection } = connectionTo([throttled("30")], { retry });
      return call(connection, startNode, node, { signal: controller.signal });
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(listeners(controller.signal)).toBe(1);
    controller.abort();
    for (const each of await Promise.all(waiting))
      expect(each).toMatchObject({ outcome: "rejected", error: { code: "aborted", attempts: 1 } });
    expect(listeners(controller.signal)).toBe(0);
  });

  it("obey it even if another listener stopped the event: nothing more is sent", async () => {
    const controller = new AbortController();
    controller.signal.addEventListener("abort", (event) => event.stopImmediatePropagation());
    const { connection, requests } = connectionTo([
      () => {
        controller.abort("enough");
        return throttled();
      },
      applied(),
    ]);
    expect(await call(connection, startNode, node, { signal: controller.signal })).toMatchObject({ ok: false, outcome: "rejected" });
    expect(requests).toHaveLength(1);
  });
});

describe("the reason of the caller's signal is the cause of the error", () => {
  const password = "s3cret-passcode";
  const abortedWith = (reason: unknown, options: object = {}) => {
    const controller = new AbortController();
    const held = connectionTo([], { transport: () => new Promise(() => controller.abort(reason)), ...options });
    return call(held.connection, startNode, node, { signal: controller.signal, secrets: [password] });
  };

  it("as it is", async () => {
    const reason = new Error("enough");
    const result = await abortedWith(reason);
    expect(result).toMatchObject({ outcome: "unknown", error: { code: "aborted" } });
    if (!result.ok) expect(result.error.cause).toBe(reason);
  });

  it("but without the secrets of the request, wherever the call was", async () => {
    const reason = new Error(`gave up on ${secret}`, { cause: new Error(password) });
    const result = await abortedWith(reason);
    expect(result).toMatchObject({
      error: { code: "aborted", cause: { message: "gave up on [redacted]", cause: { message: "[redacted]" } } },
    });
    expect(inspect(result, { depth: 9, showHidden: true })).not.toMatch(`${secret}|${password}`);

    const auth = () => new Promise<never>(() => {});
    for (const [step, connecting] of [
      [throttled("30"), { retry: { initialDelayMs: 60_000, maxDelayMs: 60_000 } }],
      [applied(), { auth }],
      [applied(), { auth: Object.assign(() => ({}), { projectId: auth }), projectId: undefined }],
    ] as const) {
      const signal = AbortSignal.timeout(5);
      Object.defineProperty(signal, "reason", { value: new Error(password) });
      const ended = await call(connectionTo([step], connecting).connection, startNode, node, { signal, secrets: [password] });
      expect(ended).toMatchObject({ error: { code: "aborted", cause: { message: "[redacted]" } } });
    }
  });
});

describe("a signal of another implementation", () => {
  const signalWith = (trick: object) =>
    ({ aborted: false, reason: "why", addEventListener() {}, removeEventListener() {}, ...trick }) as unknown as AbortSignal;

  it("has not aborted if `aborted` throws, and has no reason", () => {
    const caller = CallerSignal.listenTo(Object.defineProperties(signalWith({}), { aborted: { get: fail }, reason: { get: fail } }));
    expect([caller.aborted, caller.reason]).toEqual([false, undefined]);
    caller.release();
  });

  it("has aborted only if `aborted` is exactly true, and stays aborted", () => {
    const signal = signalWith({ aborted: "yes" }) as { aborted: unknown };
    const caller = CallerSignal.listenTo(signal as AbortSignal);
    expect(caller.aborted).toBe(false);
    signal.aborted = true;
    expect(caller.aborted).toBe(true);
    signal.aborted = false;
    expect(caller.aborted).toBe(true);
    caller.release();
  });

  it("whose listener cannot be removed does not lose the result", () => {
    const caller = CallerSignal.listenTo(signalWith({ removeEventListener: fail }));
    expect(() => caller.release()).not.toThrow();
  });

  it("that every call has left is listened to again by the next call", () => {
    const { signal } = new AbortController();
    const [first, second] = [CallerSignal.listenTo(signal), CallerSignal.listenTo(signal)];
    expect(second).toBe(first);
    first.release();
    expect(listeners(signal)).toBe(1);
    second.release();
    expect(listeners(signal)).toBe(0);
    const third = CallerSignal.listenTo(signal);
    expect(third).not.toBe(first);
    expect(listeners(signal)).toBe(1);
    third.release();
  });
});
