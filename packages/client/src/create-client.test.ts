import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Authenticate } from "./authenticate.ts";
import { createClient } from "./create-client.ts";
import { AuthenticationError, InvalidInputError, isApiError, isWorkflowError } from "./errors.ts";
import {
  answer,
  applied,
  brokenConnection,
  expired,
  refusedConnection,
  type Step,
  scriptedFetch,
  throttled,
} from "./fixtures/scripted-fetch.ts";
import type { AttemptEnd, Retry } from "./hooks.ts";
import type { ClientOptions } from "./options.ts";

const projectId = "0123456789abcdef0123456789abcdef";
const node = { workflowId: "wf", executionId: "ex", nodeId: "run-script" };
const secret = "s3cret-token";

function client(script: Step[], options: Partial<ClientOptions> = {}) {
  const { fetch, requests } = scriptedFetch(...script);
  return {
    aom: createClient({ endpoint: "http://127.0.0.1:9", projectId, auth: secret, fetch, retry: { initialDelayMs: 1 }, ...options }),
    requests,
  };
}

describe("the request", () => {
  it.each(["restart", "skip", "continue"] as const)(
    "%s is sent as the contract says, with Content-Type and without a body",
    async (action) => {
      const { aom, requests } = client([applied()]);
      await aom[action](node);
      const [request] = requests;
      expect(`${request?.method} ${request?.url}`).toBe(
        `POST http://127.0.0.1:9/v1/${projectId}/cms/workflow/wf/executions/ex/operation?action=${action}&node_id=run-script`,
      );
      expect(request?.headers.get("content-type")).toBe("application/json");
      expect(request?.headers.get("x-auth-token")).toBe(secret);
      expect(request?.body).toBeNull();
      expect(request?.redirect).toBe("manual");
    },
  );

  it("keeps an id in one path segment, whatever it holds", async () => {
    const { aom, requests } = client([applied()]);
    await aom.restart({ workflowId: "a/b", executionId: "ex-1/terminate#", nodeId: "a b?c&d" });
    expect(requests[0]?.url).toContain("/workflow/a%2Fb/executions/ex-1%2Fterminate%23/operation?action=restart&node_id=a%20b%3Fc%26d");
  });

  it("keeps a path prefix of the endpoint", async () => {
    const { aom, requests } = client([applied()], { endpoint: "https://gw.example/aom/" });
    await aom.restart(node);
    expect(requests[0]?.url).toMatch(/^https:\/\/gw\.example\/aom\/v1\//);
  });

  it("works when a method is taken off the client", async () => {
    const { skip, safe } = client([applied(), applied()]).aom;
    await skip(node);
    expect((await safe.continue(node)).ok).toBe(true);
  });
});

describe("what is checked before anything is sent", () => {
  it.each([
    ["workflowId", { ...node, workflowId: "" }],
    ["executionId", { ...node, executionId: ".." }],
    ["nodeId", { ...node, nodeId: "x".repeat(65) }],
    ["nodeId", { ...node, nodeId: undefined }],
    ["workflowId", { ...node, workflowId: 7 }],
    ["workflowId", null],
  ])("%s of %j", async (parameter, input) => {
    const { aom, requests } = client([]);
    const error = await aom.restart(input as never).catch((caught) => caught);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ parameter, outcome: "not-sent", attempts: 0, retryable: false });
    expect(await aom.safe.restart(input as never)).toMatchObject({ ok: false, status: undefined, outcome: "not-sent" });
    expect(requests).toHaveLength(0);
  });

  it("an input that is no object", async () => {
    await expect(client([]).aom.operate(undefined as never)).rejects.toThrow("input must be an object with the ids. Nothing was sent.");
  });

  it("an action that the types would have refused", async () => {
    const { aom, requests } = client([]);
    await expect(aom.operate({ ...node, action: "pause" as never })).rejects.toThrow(
      "action must be one of restart, skip, continue. Nothing was sent.",
    );
    expect(requests).toHaveLength(0);
  });

  it.each<[string, Partial<ClientOptions>]>([
    ["projectId", { projectId: "short" }],
    ["auth", { auth: "" }],
    ["auth", { auth: "token\r\nX-Evil: 1" }],
    ["auth", { auth: "x".repeat(40_961) }],
    ["auth", { auth: undefined as never }],
    ["endpoint", { endpoint: "nonsense" }],
    ["timeout", { timeout: 0 }],
    ["timeout", { timeout: Number.NaN }],
    ["deadline", { deadline: Number.POSITIVE_INFINITY }],
    ["retry.maxAttempts", { retry: { maxAttempts: 0 } }],
    ["retry.initialDelayMs", { retry: { initialDelayMs: -1 } }],
  ])("the option %s of %j, when the client is made", (parameter, options) => {
    expect(() => client([], options)).toThrow(expect.objectContaining({ parameter }));
  });

  it("does not repeat a token that it refuses", () => {
    expect(() => client([], { auth: "s3cret token" })).toThrow(expect.not.objectContaining({ message: expect.stringContaining("s3cret") }));
  });
});

describe("what comes back", () => {
  it("success tells result, request id and attempts", async () => {
    const expected = { outcome: "applied", status: 200, result: "success", requestId: "r-applied", attempts: 1 };
    expect(await client([applied()]).aom.restart(node)).toEqual(expected);
    expect(await client([applied()]).aom.safe.restart(node)).toEqual({ ok: true, ...expected });
  });

  it("a declared error is thrown with the vendor's code and what to do", async () => {
    const { aom } = client([
      answer(
        400,
        { error_code: "AOM.31001418", error_msg: "The task does not support the current operation.", http_code: 400 },
        { "x-request-id": "r1" },
      ),
    ]);
    const error = await aom.restart(node).catch((caught) => caught);
    expect(isApiError(error) && error.status === 400 && error.body.error_code).toBe("AOM.31001418");
    expect(error).toMatchObject({ outcome: "rejected", requestId: "r1", attempts: 1, retryable: false });
    expect(error.message).toMatch(
      /^AOM answered 400 AOM\.31001418: The task does not support the current operation\. Nothing was done\. Check that the run is stopped/,
    );
  });

  it("safe returns the same error by status", async () => {
    const result = await client([answer(401, { error_code: "AOM.31009004", error_msg: "auth failed." })]).aom.safe.restart(node);
    expect(!result.ok && result.status === 401 && result.error.body.error_code).toBe("AOM.31009004");
  });

  it("a message that leaves the outcome unknown says where to look before trying again", async () => {
    await expect(client([brokenConnection()]).aom.restart(node)).rejects.toThrow(
      "The connection broke: read ECONNRESET. The operation may have been applied: look at the state of the execution before trying again.",
    );
  });

  it("guards know an error of another copy of this package, and nothing else", async () => {
    const foreign = Object.assign(new Error("x"), { [Symbol.for("@aom-workflow/client/error")]: true, code: "api-error" });
    expect(isWorkflowError(foreign) && isApiError(foreign)).toBe(true);
    expect([new Error("x"), null, "api-error", { code: "api-error" }].some(isWorkflowError)).toBe(false);
  });
});

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

describe("secrets", () => {
  it("are not shown by a dry run that is printed or logged, yet are in the request", async () => {
    const request = await client([]).aom.dryRun({ ...node, action: "skip" });
    expect(request.headers.get("x-auth-token")).toBe(secret);
    for (const shown of [inspect(request, { depth: 9 }), JSON.stringify(request), inspect(request.headers), JSON.stringify({ request })]) {
      expect(shown).not.toContain(secret);
      expect(shown).toContain("[redacted]");
    }
  });

  it("are taken out of what a server or the network quotes back", async () => {
    const quoting: Step[] = [
      answer(401, { error_code: "APIGW.0301", error_msg: `bad ${secret}` }),
      answer(200, `<p>${secret}</p>`, { "content-type": "text/html" }),
      new TypeError("fetch failed", { cause: new Error(`invalid header value ${secret}`) }),
    ];
    for (const step of quoting) {
      const error = await client([step])
        .aom.restart(node)
        .catch((caught) => caught);
      expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + error.stack).not.toContain(secret);
    }
  });
});
