import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { InvalidInputError, isApiError, isWorkflowError } from "./errors.ts";
import { client, node, projectId, secret } from "./fixtures/scripted-client.ts";
import { answer, applied, brokenConnection, type Step } from "./fixtures/scripted-fetch.ts";
import type { ClientOptions } from "./options.ts";

describe("the request", () => {
  it.each(["restart", "skip", "continue"] as const)(
    "%s is sent as the contract says, with Content-Type and without a body",
    async (action) => {
      const { aom, requests } = client([applied()]);
      await aom[action](node);
      const [request] = requests;
      expect(`${request?.method} ${request?.url}`).toBe(
        `POST http://127.0.0.1:4010/v1/${projectId}/cms/workflow/wf/executions/ex/operation?action=${action}&node_id=run-script`,
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
      answer(202, "", { "x-request-id": secret, "content-type": `text/${secret}` }),
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
