import { describe, expect, it } from "vitest";
import { answer, applied, brokenConnection, expired, refusedConnection, serverError, throttled } from "../../test/answers.ts";
import { createNode, deleteNode, listNodes, startNode } from "../../test/invented-operations.ts";
import { connectionTo, node, projectId, secret } from "../../test/scripted-connection.ts";
import type { Step } from "../../test/scripted-transport.ts";
import type { PlainRequest } from "../request/plain-request.ts";
import type { TransportOptions } from "../transport/transport.ts";
import type { Authenticate } from "./authenticate.ts";
import { call } from "./call.ts";

describe("a success", () => {
  it("has the response, its request id and the number of attempts", async () => {
    const { connection, requests } = connectionTo([applied()]);
    const result = await call(connection, startNode, node);
    expect(result).toEqual({ ok: true, outcome: "applied", status: 200, data: { result: "success" }, requestId: "r-applied", attempts: 1 });
    expect(requests).toEqual([
      {
        method: "POST",
        url: `http://127.0.0.1:4010/v1/${projectId}/workflows/wf/operation?action=start&node_id=run-script`,
        headers: { accept: "application/json", "content-type": "application/json", "x-auth-token": secret },
        body: undefined,
      },
    ]);
  });

  it("has all that the response has beyond the contract", async () => {
    const body = { result: "success", execution: { state: "running", nodes: [1, null] }, "": 1 };
    expect(await call(connectionTo([answer(200, body)]).connection, startNode, node)).toMatchObject({ ok: true, data: body });
  });

  it("has headers when read by name, and not when printed: one of IAM's is a token", async () => {
    const result = await call(
      connectionTo([answer(200, { result: "success" }, { "x-subject-token": "t0ken" })]).connection,
      startNode,
      node,
    );
    expect(result.ok && result.headers["x-subject-token"]).toBe("t0ken");
    expect(JSON.stringify({ ...result })).not.toContain("t0ken");
  });

  it("may be a list, or nothing at all", async () => {
    expect(await call(connectionTo([answer(200, [{ id: "a" }])]).connection, listNodes, {})).toMatchObject({ data: [{ id: "a" }] });
    expect(await call(connectionTo([answer(204, "")]).connection, deleteNode, { nodeId: "n" })).toMatchObject({
      status: 204,
      data: undefined,
    });
  });

  it("needs no credentials if the connection has none", async () => {
    const { connection, requests } = connectionTo([applied()], { auth: undefined });
    expect(await call(connection, startNode, node)).toMatchObject({ ok: true });
    expect(requests[0]?.headers).not.toHaveProperty("x-auth-token");
  });
});

describe("a transport", () => {
  it("closes the connection after an operation that must not be done twice, and may keep it after a read", async () => {
    const seen: unknown[] = [];
    const note =
      (response: ReturnType<typeof applied>) =>
      (_: PlainRequest, { ownConnection }: TransportOptions) => {
        seen.push(ownConnection);
        return response;
      };
    await call(connectionTo([note(applied())]).connection, startNode, node);
    await call(connectionTo([note(answer(200, []))]).connection, listNodes, {});
    expect(seen).toEqual([true, false]);
  });

  it("may be long if the operation only reads, and must be short otherwise", async () => {
    const read: number[] = [];
    const note =
      (response: ReturnType<typeof applied>) =>
      (_: PlainRequest, { maxBytes }: TransportOptions) => {
        read.push(maxBytes);
        return response;
      };
    await call(connectionTo([note(answer(200, []))]).connection, listNodes, {});
    await call(connectionTo([note(applied())]).connection, startNode, node);
    await call(connectionTo([note(answer(204, ""))]).connection, deleteNode, { nodeId: "n" });
    expect(read).toEqual([32 * 1024 * 1024, 256 * 1024, 256 * 1024]);
  });
});

describe("a failure", () => {
  it("is discriminated by the status of an error response that the contract declares", async () => {
    const body = { error_code: "AOM.31001418", error_msg: "The task does not support the current operation.", http_code: 400 };
    const result = await call(connectionTo([answer(400, body, { "x-request-id": "r1" })]).connection, startNode, node);
    expect(result).toMatchObject({
      ok: false,
      status: 400,
      outcome: "rejected",
      error: { code: "api-error", status: 400, body, errorCode: "AOM.31001418", requestId: "r1", attempts: 1, retryable: false },
    });
  });

  it("of any other kind has no status of its own, so that a declared one is never taken for it", async () => {
    const html = answer(400, "<html>", { "content-type": "text/html" });
    expect(await call(connectionTo([html]).connection, startNode, node)).toMatchObject({
      ok: false,
      status: undefined,
      outcome: "unknown",
      error: { code: "invalid-response", status: 400 },
    });
  });

  it("of an operation that only reads may be retried after any outcome; of one that must not be done twice it may not", async () => {
    const once = { retry: { maxAttempts: 1 } };
    const reading = await call(connectionTo([brokenConnection()]).connection, listNodes, {}, once);
    expect(reading).toMatchObject({ outcome: "unknown", error: { retryable: true, retryRefusal: "attempts-exhausted" } });
    const acting = await call(connectionTo([brokenConnection()]).connection, startNode, node, once);
    expect(acting).toMatchObject({ outcome: "unknown", error: { retryable: false, retryRefusal: "outcome-unknown" } });
  });

  it("says why the request was not sent again", async () => {
    const refusals = async (script: Step[], options = {}) => {
      const result = await call(connectionTo(script).connection, startNode, node, options);
      return result.ok ? undefined : [result.error.retryRefusal, result.error.retryable];
    };
    expect(await refusals([brokenConnection()])).toEqual(["outcome-unknown", false]);
    expect(await refusals([answer(400, { error_code: "AOM.31001418" })])).toEqual(["not-transient", false]);
    expect(await refusals([throttled()], { retry: false })).toEqual(["disabled", true]);
    expect(await refusals([throttled(), throttled()], { retry: { maxAttempts: 2 } })).toEqual(["attempts-exhausted", true]);
    expect(await refusals([throttled("61")])).toEqual(["retry-after-too-long", true]);
    expect(await refusals([throttled("30")], { deadline: 5000 })).toEqual(["deadline", true]);
    expect(await refusals([], { signal: AbortSignal.abort() })).toEqual(["aborted", false]);
  });

  it("before anything was sent counts no attempt", async () => {
    const { connection, requests } = connectionTo([]);
    expect(await call(connection, startNode, { ...node, workflowId: "" })).toMatchObject({
      ok: false,
      status: undefined,
      outcome: "not-sent",
      error: { code: "invalid-input", parameter: "workflowId", attempts: 0 },
    });
    expect(requests).toHaveLength(0);
  });
});

describe("sending again", () => {
  it("happens after a refused connection and after 429, and the attempts are reported", async () => {
    const { connection, requests } = connectionTo([refusedConnection(), throttled(), applied()]);
    expect(await call(connection, startNode, node)).toMatchObject({ ok: true, attempts: 3 });
    expect(requests).toHaveLength(3);
    expect(new Set(requests.map(({ url }) => url)).size).toBe(1);
  });

  const doubtful: [string, () => Step][] = [
    ["a broken connection", brokenConnection],
    ["a 500", serverError],
    ["an unreadable success", () => answer(200, "<html>", { "content-type": "text/html" })],
    ["an incomplete success", () => ({ ...applied(), incomplete: { problem: "the body ended too early" } })],
    ["a redirect", () => answer(307, "", { location: "http://127.0.0.1:9/" })],
    ["an undeclared 202", () => answer(202, { result: "success" })],
  ];

  it.each(doubtful)("never happens after %s, since the operation may have been applied", async (_, step) => {
    const { connection, requests } = connectionTo([step(), applied()]);
    expect(await call(connection, startNode, node)).toMatchObject({ ok: false, outcome: "unknown", error: { retryable: false } });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["a broken connection", brokenConnection],
    ["a 500", serverError],
    ["an answer that was cut off on a 502", () => ({ ...answer(502, ""), incomplete: { problem: "cut off" } })],
  ])("happens after %s if the operation only reads, or may be sent twice", async (_, step) => {
    const read = connectionTo([step(), answer(200, [])]);
    expect(await call(read.connection, listNodes, {})).toMatchObject({ ok: true, attempts: 2 });
    const twice = connectionTo([step(), answer(204, "")]);
    expect(await call(twice.connection, deleteNode, { nodeId: "n" })).toMatchObject({ ok: true, attempts: 2 });
  });

  it("never happens if the contract has no policy", async () => {
    const { connection, requests } = connectionTo([throttled(), applied()]);
    expect(await call(connection, createNode, { name: "n" })).toMatchObject({ status: 429, error: { retryRefusal: "disabled" } });
    expect(requests).toHaveLength(1);
  });

  it("happens after a broken connection if the caller accepts that the operation may be done twice", async () => {
    const { connection } = connectionTo([brokenConnection(), applied()]);
    expect(await call(connection, startNode, node, { retryUnknownOutcome: true })).toMatchObject({ ok: true, attempts: 2 });
  });

  it("stays unknown after an earlier unknown attempt when a later one is refused", async () => {
    const { connection } = connectionTo([brokenConnection(), answer(400, { error_code: "AOM.31001418" })]);
    expect(await call(connection, startNode, node, { retryUnknownOutcome: true })).toMatchObject({
      status: 400,
      outcome: "unknown",
      error: { outcome: "unknown", attempts: 2, retryable: false, message: expect.stringContaining("may have been applied") },
    });
  });

  it("can be switched off for the connection and for a call, and on again for a call", async () => {
    const off = connectionTo([throttled(), applied(), throttled(), applied()], { retry: false });
    expect(await call(off.connection, startNode, node)).toMatchObject({ status: 429, error: { attempts: 1, retryable: true } });
    const on = connectionTo([throttled(), applied()]);
    expect(await call(on.connection, startNode, node, { retry: false })).toMatchObject({ status: 429 });
    expect([off.requests.length, on.requests.length]).toEqual([1, 1]);
  });

  it("waits as long as the server asks", async () => {
    const { connection } = connectionTo([throttled("1"), applied()]);
    const start = performance.now();
    expect(await call(connection, startNode, node)).toMatchObject({ attempts: 2 });
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
  });
});

describe("credentials", () => {
  it("are asked for on every attempt, with the request that is sent and the project that it is for", async () => {
    const seen: unknown[] = [];
    const auth: Authenticate = (request, context) => {
      seen.push([request.url, context.projectId, context.signal.aborted]);
      return { "X-Auth-Token": `token-${seen.length}` };
    };
    const { connection, requests } = connectionTo([throttled(), applied()], { auth });
    await call(connection, startNode, node);
    expect(requests.map(({ headers }) => headers["x-auth-token"])).toEqual(["token-1", "token-2"]);
    expect(seen).toEqual([
      [requests[0]?.url, projectId, false],
      [requests[1]?.url, projectId, false],
    ]);
  });

  it.each<[string, (request: PlainRequest) => void]>([
    ["address", (request) => Object.assign(request, { url: "https://evil.example/" })],
    ["method", (request) => Object.assign(request, { method: "DELETE" })],
    ["body", (request) => Object.assign(request, { body: "{}" })],
    ["other headers", (request) => Object.assign(request.headers, { accept: "text/html" })],
  ])("cannot change the %s of the request: such a function fails, and nothing is sent", async (_, change) => {
    const auth: Authenticate = (request) => {
      change(request);
      return {};
    };
    const { connection, requests } = connectionTo([applied()], { auth });
    expect(await call(connection, startNode, node)).toMatchObject({ outcome: "not-sent", error: { code: "authentication" } });
    expect(requests).toHaveLength(0);
  });

  it("that expired are renewed once, and once only", async () => {
    let renewals = 0;
    const auth: Authenticate = Object.assign(() => ({}), { renew: () => ++renewals > 0 });
    expect(await call(connectionTo([expired(), applied()], { auth }).connection, startNode, node)).toMatchObject({ attempts: 2 });
    const twice = connectionTo([expired(), expired(), applied()], { auth });
    expect(await call(twice.connection, startNode, node)).toMatchObject({ status: 401, outcome: "rejected", error: { attempts: 2 } });
    expect(renewals).toBe(2);
  });

  it.each([
    ["another refusal", throttled()],
    ["a connection that was refused", refusedConnection()],
  ])("that expired are renewed also after %s", async (_, first) => {
    const auth: Authenticate = Object.assign(() => ({}), { renew: () => true });
    const { connection } = connectionTo([first, expired(), applied()], { auth });
    expect(await call(connection, startNode, node)).toMatchObject({ ok: true, attempts: 3 });
  });

  it.each<[string, Authenticate["renew"] | undefined]>([
    ["there are no others", () => false],
    ["nothing certain is said of others", () => "yes" as never],
    ["renewal rejects", () => Promise.reject(new Error("IAM is down"))],
    [
      "renewal throws",
      () => {
        throw new Error("IAM is down");
      },
    ],
    ["renewal never ends", () => new Promise(() => {})],
    ["they cannot be renewed", undefined],
  ])("that expired end the call when %s", async (_, renew) => {
    const auth = Object.assign(() => ({}), renew && { renew });
    const { connection, requests } = connectionTo([expired(), applied()], { auth });
    expect(await call(connection, startNode, node, { timeout: 20 })).toMatchObject({
      status: 401,
      error: { attempts: 1, retryable: false },
    });
    expect(requests).toHaveLength(1);
  });

  it.each([401, 400, 403])("are not renewed for a refusal (%i) that is not about their age", async (status) => {
    const renewals: number[] = [];
    const auth: Authenticate = Object.assign(() => ({}), { renew: () => renewals.push(status) > 0 });
    const { connection } = connectionTo([answer(status, { error_code: "AOM.1" })], { auth });
    expect(await call(connection, startNode, node)).toMatchObject({ status });
    // What it throws would be swallowed, so it is counted.
    expect(renewals).toEqual([]);
  });

  it.each<[string, Authenticate]>([
    [
      "thrown",
      () => {
        throw new Error("no keys in the environment");
      },
    ],
    ["rejected", () => Promise.reject(new Error("no keys in the environment"))],
  ])("that are missing (%s): nothing is sent, and the error has the reason", async (_, auth) => {
    const { connection, requests } = connectionTo([], { auth });
    const result = await call(connection, startNode, node);
    expect(result).toMatchObject({
      ok: false,
      outcome: "not-sent",
      error: {
        code: "authentication",
        attempts: 0,
        cause: { message: expect.stringMatching(/^The text is hidden/), stack: expect.stringMatching(/call\.test\.ts:\d+/) },
        message: "Could not get credentials: the auth function failed; its text is hidden, since it may contain secrets. Nothing was sent.",
      },
    });
    expect(requests).toHaveLength(0);
  });

  it("that are missing on a later attempt do not change the outcome of the earlier one", async () => {
    let asked = 0;
    const auth: Authenticate = () => {
      if (++asked > 1) throw new Error("keys are gone");
      return {};
    };
    expect(await call(connectionTo([throttled()], { auth }).connection, startNode, node)).toMatchObject({
      outcome: "rejected",
      error: { code: "authentication", attempts: 1 },
    });
  });
});

describe("secrets", () => {
  it.each<[string, Step]>([
    ["an error answer", answer(401, { error_code: "APIGW.0301", error_msg: `bad ${secret}` })],
    ["a page of HTML", answer(200, `<p>${secret}</p>`, { "content-type": "text/html" })],
    ["headers", answer(202, "", { "x-request-id": secret, "content-type": `text/${secret}` })],
    ["an error of the network", new TypeError("fetch failed", { cause: new Error(`invalid header value ${secret}`) })],
  ])("are not shown by an error when %s quotes them", async (_, step) => {
    const result = await call(connectionTo([step]).connection, startNode, node);
    const { inspect } = await import("node:util");
    expect(result.ok).toBe(false);
    if (!result.ok)
      expect(inspect(result, { depth: 9, showHidden: true }) + JSON.stringify(result) + result.error.stack).not.toContain(secret);
  });

  it("of the body are not shown either, if the caller names them", async () => {
    const { connection } = connectionTo([answer(400, { error_code: "IAM.1", error_msg: "hunter2 is too short" })]);
    expect(await call(connection, startNode, node, { secrets: ["hunter2"] })).toMatchObject({
      error: { errorMessage: "[redacted] is too short" },
    });
  });
});
