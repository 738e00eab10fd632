import { describe, expect, it } from "vitest";
import type { Authenticate } from "./authenticate.ts";
import { AuthenticationError } from "./errors.ts";
import { client, node } from "./fixtures/scripted-client.ts";
import { answer, applied, brokenConnection, expired, refusedConnection, type Step, throttled } from "./fixtures/scripted-fetch.ts";
import type { AttemptEnd, Retry } from "./hooks.ts";

describe("sending again", () => {
  it("happens after a refused connection and after 429, and the attempts are told", async () => {
    const { aom, requests } = client([refusedConnection(), throttled(), applied()]);
    expect(await aom.restart(node)).toMatchObject({ attempts: 3 });
    expect(requests).toHaveLength(3);
  });

  it.each<[string, () => Step]>([
    ["a broken connection", brokenConnection],
    ["a 500", () => answer(500, { error_code: "AOM.31001405" })],
    ["an unreadable success", () => answer(200, "<html>", { "content-type": "text/html" })],
    ["a redirect", () => answer(307, "", { location: "http://127.0.0.1:9/" })],
    ["an undeclared 202", () => answer(202, { result: "success" })],
  ])("never happens by itself after %s", async (_, step) => {
    const { aom, requests } = client([step(), applied()]);
    expect(await aom.safe.restart(node)).toMatchObject({ ok: false, outcome: "unknown" });
    expect(requests).toHaveLength(1);
  });

  it("happens after a broken connection for who accepts that the operation may be done twice", async () => {
    const { aom } = client([brokenConnection(), applied()]);
    expect(await aom.restart(node, { acceptDoubleExecution: true })).toMatchObject({ attempts: 2 });
  });

  it("keeps the doubt about an earlier attempt when a later one is refused", async () => {
    const { aom } = client([brokenConnection(), answer(400, { error_code: "AOM.31001418" })]);
    expect(await aom.safe.restart(node, { acceptDoubleExecution: true })).toMatchObject({
      status: 400,
      outcome: "unknown",
      error: { attempts: 2, retryable: false },
    });
  });

  it("can be switched off for the client and for a call", async () => {
    const off = client([throttled(), applied()], { retry: false });
    expect(await off.aom.safe.restart(node)).toMatchObject({ status: 429, error: { attempts: 1, retryable: true } });
    const once = client([throttled(), applied()]);
    expect(await once.aom.safe.restart(node, { retry: false })).toMatchObject({ status: 429 });
    expect([off.requests.length, once.requests.length]).toEqual([1, 1]);
  });

  it("authenticates every attempt anew", async () => {
    let count = 0;
    const auth: Authenticate = (request) => {
      request.headers.set("X-Auth-Token", `token-${++count}`);
      return request;
    };
    const { aom, requests } = client([throttled(), applied()], { auth });
    await aom.restart(node);
    expect(requests.map((request) => request.headers.get("x-auth-token"))).toEqual(["token-1", "token-2"]);
  });

  it("renews expired credentials once, and once only", async () => {
    let renewals = 0;
    const auth: Authenticate = Object.assign((request: Request) => request, { renew: () => ++renewals > 0 });
    expect(await client([expired(), applied()], { auth }).aom.restart(node)).toMatchObject({ attempts: 2 });
    const twice = client([expired(), expired(), applied()], { auth });
    expect(await twice.aom.safe.restart(node)).toMatchObject({ status: 401, outcome: "rejected", error: { attempts: 2 } });
    expect(renewals).toBe(2);
  });

  it.each<[string, Authenticate["renew"] | undefined]>([
    ["there are no others", () => false],
    ["renewal fails", () => Promise.reject(new Error("IAM is down"))],
    ["it cannot be renewed", undefined],
  ])("gives up on expired credentials when %s", async (_, renew) => {
    const auth = Object.assign((request: Request) => request, renew && { renew });
    const { aom, requests } = client([expired(), applied()], { auth });
    expect(await aom.safe.restart(node)).toMatchObject({ status: 401, error: { attempts: 1 } });
    expect(requests).toHaveLength(1);
  });
});

describe("credentials that cannot be had", () => {
  it.each<[string, Authenticate]>([
    [
      "thrown",
      () => {
        throw new Error("no keys in the environment");
      },
    ],
    ["rejected", () => Promise.reject(new Error("no keys in the environment"))],
  ])("%s: nothing is sent, and the reason is told", async (_, auth) => {
    const { aom, requests } = client([], { auth });
    const error = await aom.restart(node).catch((caught) => caught);
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ outcome: "not-sent", attempts: 0, cause: { message: "no keys in the environment" } });
    expect(error.message).toBe("The credentials could not be had: no keys in the environment. Nothing was sent.");
    await expect(aom.dryRun({ ...node, action: "skip" })).rejects.toThrow("no keys in the environment");
    expect(requests).toHaveLength(0);
  });
});

describe("time limits and abort", () => {
  it("a server that never answers is given up after the timeout, and the outcome is unknown", async () => {
    const { aom, requests } = client(["hang"], { timeout: 20 });
    await expect(aom.restart(node)).rejects.toMatchObject({
      code: "timeout",
      outcome: "unknown",
      attempts: 1,
      message: expect.stringContaining("within 0.02 s (timeout)"),
    });
    expect(requests).toHaveLength(1);
  });

  it("a body that never ends its headers' promise is given up as well", async () => {
    const endless = new Response(new ReadableStream({ pull: () => new Promise(() => {}) }), {
      headers: { "content-type": "application/json" },
    });
    await expect(client([endless], { timeout: 20 }).aom.restart(node)).rejects.toMatchObject({ code: "timeout", outcome: "unknown" });
  });

  it("credentials that never come are given up before anything is sent", async () => {
    const { aom, requests } = client([], { timeout: 20, auth: () => new Promise(() => {}) });
    await expect(aom.restart(node)).rejects.toMatchObject({ code: "timeout", outcome: "not-sent", attempts: 0 });
    expect(requests).toHaveLength(0);
  });

  it("the deadline bounds all attempts together", async () => {
    const { aom } = client(["hang"], { timeout: 10_000, deadline: 20 });
    await expect(aom.restart(node)).rejects.toMatchObject({ code: "timeout", message: expect.stringContaining("(deadline)") });
  });

  it("a wait that would outlast the deadline is not begun; the refusal is what the caller sees", async () => {
    const { aom } = client([throttled("30"), applied()], { deadline: 5_000 });
    expect(await aom.safe.restart(node)).toMatchObject({ status: 429, error: { retryAfter: 30, attempts: 1 } });
  });

  it("an abort before the call sends nothing", async () => {
    const { aom, requests } = client([]);
    await expect(aom.restart(node, { signal: AbortSignal.abort("why") })).rejects.toMatchObject({
      code: "aborted",
      outcome: "not-sent",
      attempts: 0,
      cause: "why",
    });
    expect(requests).toHaveLength(0);
  });

  it("an abort in flight leaves the outcome unknown and keeps the caller's reason", async () => {
    const controller = new AbortController();
    const { aom } = client([
      () => {
        queueMicrotask(() => controller.abort(new Error("operator left")));
        return new Promise(() => {});
      },
    ]);
    await expect(aom.restart(node, { signal: controller.signal })).rejects.toMatchObject({
      code: "aborted",
      outcome: "unknown",
      attempts: 1,
      cause: { message: "operator left" },
    });
  });

  it("an abort while waiting for the next attempt ends the wait; nothing was done", async () => {
    const controller = new AbortController();
    const { aom, requests } = client([throttled("30"), applied()], { hooks: { onRetry: () => queueMicrotask(() => controller.abort()) } });
    await expect(aom.restart(node, { signal: controller.signal })).rejects.toMatchObject({
      code: "aborted",
      outcome: "rejected",
      attempts: 1,
    });
    expect(requests).toHaveLength(1);
  });
});

describe("hooks", () => {
  it("are told of every attempt and every wait", async () => {
    const events: string[] = [];
    const hooks = {
      onAttemptStart: ({ attempt }: { attempt: number }) => events.push(`start ${attempt}`),
      onAttemptEnd: ({ attempt, outcome, status, code }: AttemptEnd) => events.push(`end ${attempt} ${outcome} ${status} ${code}`),
      onRetry: ({ attempt, reason }: Retry) => events.push(`retry ${attempt} ${reason}`),
    };
    await client([throttled(), applied()], { hooks }).aom.restart(node);
    expect(events).toEqual(["start 1", "end 1 rejected 429 api-error", "retry 1 throttled", "start 2", "end 2 applied 200 undefined"]);
  });

  it("cannot change the result by failing", async () => {
    const fail = () => {
      throw new Error("hook");
    };
    const reject = () => Promise.reject(new Error("hook"));
    expect(
      await client([throttled(), applied()], { hooks: { onAttemptStart: fail, onAttemptEnd: reject, onRetry: fail } }).aom.restart(node),
    ).toMatchObject({ attempts: 2 });
  });
});
