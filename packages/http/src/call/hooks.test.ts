import { AsyncLocalStorage } from "node:async_hooks";
import { afterEach, describe, expect, it } from "vitest";
import { applied, brokenConnection, throttled } from "../../test/answers.ts";
import { startNode } from "../../test/invented-operations.ts";
import { connectionTo, node, projectId, secret } from "../../test/scripted-connection.ts";
import { call } from "./call.ts";
import type { AttemptEnd, AttemptStart, CallEnd, Hooks, Retry } from "./hooks.ts";

const url = `http://127.0.0.1:4010/v1/${projectId}/workflows/wf/operation?action=start&node_id=run-script`;

function recorder() {
  const events: [string, AttemptStart | AttemptEnd | Retry | CallEnd][] = [];
  const hooks: Hooks = {
    onAttemptStart: (event) => events.push(["start", event]),
    onAttemptEnd: (event) => events.push(["end", event]),
    onRetry: (event) => events.push(["retry", event]),
    onCallEnd: (event) => events.push(["call", event]),
  };
  return { events, hooks };
}

const { events, hooks } = recorder();

describe("hooks", () => {
  it("get every attempt and every wait, in order", async () => {
    const { events, hooks } = recorder();
    await call(connectionTo([throttled(), applied()], { hooks }).connection, startNode, node);
    const callId = events[0]?.[1].callId;
    expect(callId).toMatch(/^[0-9a-f]{16}$/);
    const first = { callId, operation: "StartNode", attempt: 1, method: "POST", url };
    const second = { ...first, attempt: 2 };
    const durationMs = expect.any(Number);
    expect(events).toEqual([
      ["start", first],
      ["end", { ...first, outcome: "rejected", status: 429, code: "api-error", requestId: undefined, durationMs }],
      ["retry", { ...first, reason: "throttled", delayMs: expect.any(Number) }],
      ["start", second],
      ["end", { ...second, outcome: "applied", status: 200, code: undefined, requestId: "r-applied", durationMs }],
      [
        "call",
        {
          callId,
          operation: "StartNode",
          outcome: "applied",
          attempts: 2,
          status: 200,
          code: undefined,
          requestId: "r-applied",
          durationMs,
        },
      ],
    ]);
  });

  it("get an attempt that was not answered", async () => {
    const { events, hooks } = recorder();
    await call(connectionTo([brokenConnection()], { hooks }).connection, startNode, node);
    expect(events[1]).toMatchObject(["end", { outcome: "unknown", code: "connection", status: undefined }]);
  });

  it("get the duration of each attempt, no longer than the call", async () => {
    const { events, hooks } = recorder();
    const before = performance.now();
    await call(connectionTo([throttled(), applied()], { hooks }).connection, startNode, node);
    const elapsed = performance.now() - before;
    const ends = events.filter(([name]) => name === "end").map(([, event]) => (event as AttemptEnd).durationMs);
    expect(ends).toHaveLength(2);
    for (const durationMs of ends) expect(durationMs).toSatisfy((ms: number) => ms >= 0 && ms <= elapsed);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["the input", () => call(connectionTo([], { hooks }).connection, startNode, {} as never)],
    ["an option", () => call(connectionTo([], { hooks }).connection, startNode, node, { timeout: 0 })],
  ])("get no attempt but the end if %s was refused", async (_, refused) => {
    events.length = 0;
    await refused();
    const end = {
      callId: expect.any(String),
      operation: "StartNode",
      outcome: "not-sent",
      attempts: 0,
      code: "invalid-input",
      durationMs: expect.any(Number),
    };
    expect(events).toEqual([["call", end]]);
  });

  it("get the end of a call in its context, so that a span has its parent", async () => {
    const caller = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const { connection } = connectionTo([throttled(), applied()], { hooks: { onCallEnd: () => seen.push(caller.getStore()) } });
    await caller.run("a span", () => call(connection, startNode, node));
    expect(seen).toEqual(["a span"]);
  });

  it("distinguish calls that run at the same time, and the outcome of each", async () => {
    const { events, hooks } = recorder();
    const { connection } = connectionTo([brokenConnection(), throttled(), applied()], { hooks });
    await Promise.all([call(connection, startNode, node), call(connection, startNode, node)]);
    const ends = events.flatMap(([name, event]) => (name === "call" ? [event as CallEnd] : []));
    expect(ends).toMatchObject([
      { outcome: "unknown", attempts: 1, code: "connection" },
      { outcome: "applied", attempts: 2 },
    ]);
    const attemptsOf = ({ callId }: CallEnd) => events.filter(([name, event]) => name === "end" && event.callId === callId).length;
    expect(ends.map(attemptsOf)).toEqual([1, 2]);
  });

  it("never get a secret", async () => {
    const { events, hooks } = recorder();
    await call(connectionTo([throttled(), applied()], { hooks }).connection, startNode, node);
    expect(JSON.stringify(events)).not.toContain(secret);
  });

  describe("that fail", () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    afterEach(() => void unhandled.splice(0));

    const boom = () => new Error("a hook failed");
    it.each<[string, Hooks]>([
      [
        "by throwing",
        {
          onAttemptStart: () => {
            throw boom();
          },
        },
      ],
      ["by rejecting", { onAttemptStart: () => Promise.reject(boom()), onAttemptEnd: async () => Promise.reject(boom()) }],
      [
        "by a promise that is none",
        {
          // biome-ignore lint/suspicious/noThenProperty: that is what is tried
          onAttemptEnd: () => ({ then: "soon" }),
        },
      ],
      [
        "by a getter that throws",
        {
          get onAttemptEnd(): never {
            throw boom();
          },
        },
      ],
    ])("%s do not change the result, and cause no unhandled rejection", async (_, hooks) => {
      const { connection, requests } = connectionTo([throttled(), applied()], { hooks });
      expect(await call(connection, startNode, node)).toMatchObject({ ok: true, outcome: "applied" });
      expect(requests).toHaveLength(2);
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    });
  });

  it.each([
    [{ onCallEnd: 5 }, "hooks.onCallEnd must be a function"],
    [{ onAttempt() {} }, "hooks.onAttempt is not a hook (use one of onAttemptStart, onAttemptEnd, onRetry, onCallEnd"],
    [{ onCallend() {} }, "hooks.onCallend is not a hook (did you mean onCallEnd?)"],
    ["x", "hooks must be an object with functions"],
  ])("that nothing would call are refused: %j", (hooks, message) => {
    expect(() => connectionTo([], { hooks: hooks as never })).toThrow(message);
  });

  it("may be methods of an object with a state of its own", async () => {
    class Counter {
      calls = 0;
      onCallEnd() {
        this.calls++;
      }
    }
    const hooks = new Counter();
    await call(connectionTo([applied()], { hooks }).connection, startNode, node);
    expect(hooks.calls).toBe(1);
  });

  it("that take their time hold up nothing", async () => {
    const hooks: Hooks = { onAttemptStart: () => new Promise(() => {}) };
    expect(await call(connectionTo([applied()], { hooks }).connection, startNode, node)).toMatchObject({ ok: true });
  });
});
