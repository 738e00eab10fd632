import { afterEach, describe, expect, it } from "vitest";
import { applied, brokenConnection, throttled } from "../../test/answers.ts";
import { startNode } from "../../test/invented-operations.ts";
import { connectionTo, node, projectId, secret } from "../../test/scripted-connection.ts";
import { call } from "./call.ts";
import type { AttemptEnd, AttemptStart, Hooks, Retry } from "./hooks.ts";

const url = `http://127.0.0.1:4010/v1/${projectId}/workflows/wf/operation?action=start&node_id=run-script`;

function recorder() {
  const events: [string, AttemptStart | AttemptEnd | Retry][] = [];
  const hooks: Hooks = {
    onAttemptStart: (event) => events.push(["start", event]),
    onAttemptEnd: (event) => events.push(["end", event]),
    onRetry: (event) => events.push(["retry", event]),
  };
  return { events, hooks };
}

describe("hooks", () => {
  it("are told of every attempt and every wait, in order", async () => {
    const { events, hooks } = recorder();
    await call(connectionTo([throttled(), applied()], { hooks }).connection, startNode, node);
    const first = { operation: "StartNode", attempt: 1, method: "POST", url };
    const second = { ...first, attempt: 2 };
    const durationMs = expect.any(Number);
    expect(events).toEqual([
      ["start", first],
      ["end", { ...first, outcome: "rejected", status: 429, code: "api-error", requestId: undefined, durationMs }],
      ["retry", { ...first, reason: "throttled", delayMs: expect.any(Number) }],
      ["start", second],
      ["end", { ...second, outcome: "applied", status: 200, code: undefined, requestId: "r-applied", durationMs }],
    ]);
  });

  it("are told of an attempt that was not answered", async () => {
    const { events, hooks } = recorder();
    await call(connectionTo([brokenConnection()], { hooks }).connection, startNode, node);
    expect(events[1]).toMatchObject(["end", { outcome: "unknown", code: "connection", status: undefined }]);
  });

  it("are told how long each attempt took, no longer than the call", async () => {
    const { events, hooks } = recorder();
    const before = performance.now();
    await call(connectionTo([throttled(), applied()], { hooks }).connection, startNode, node);
    const elapsed = performance.now() - before;
    const ends = events.filter(([name]) => name === "end").map(([, event]) => (event as AttemptEnd).durationMs);
    expect(ends).toHaveLength(2);
    for (const durationMs of ends) expect(durationMs).toSatisfy((ms: number) => ms >= 0 && ms <= elapsed);
  });

  it("are told of nothing where the input was refused, since no attempt began", async () => {
    const { events, hooks } = recorder();
    await call(connectionTo([], { hooks }).connection, startNode, {} as never);
    expect(events).toEqual([]);
  });

  it("are never told a secret", async () => {
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
      ["by being no functions", { onAttemptStart: 7 as never, onRetry: null as never }],
    ])("%s change nothing of what the caller learns, and disturb nobody", async (_, hooks) => {
      const { connection, requests } = connectionTo([throttled(), applied()], { hooks });
      expect(await call(connection, startNode, node)).toMatchObject({ ok: true, outcome: "applied" });
      expect(requests).toHaveLength(2);
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    });
  });

  it("that take their time hold up nothing", async () => {
    const hooks: Hooks = { onAttemptStart: () => new Promise(() => {}) };
    expect(await call(connectionTo([applied()], { hooks }).connection, startNode, node)).toMatchObject({ ok: true });
  });
});
