import { inspect } from "node:util";
import type { Authenticate } from "@aom-workflow/http";
import { contract, operations, restartOperation, skipOperation, workflowOperationActionValues } from "@aom-workflow/types";
import { describe, expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { listExecutions } from "../test/invented-operation.ts";
import { answer, applied, brokenConnection, clientOf, node, projectId, secret, throttled } from "../test/scripted-client.ts";
import { type ClientOptions, createClient } from "./create-client.ts";
import { InvalidInputError, isApiError, isCallError } from "./index.ts";

const { version } = manifest;

describe("the request", () => {
  it.each(workflowOperationActionValues)("%s is sent as the contract says, with Content-Type and without a body", async (action) => {
    const { aom, requests } = clientOf([applied()]);
    await aom[action](node);
    expect(requests).toEqual([
      {
        method: "POST",
        url: `http://127.0.0.1:4010/v1/${projectId}/cms/workflow/wf/executions/ex/operation?action=${action}&node_id=run-script`,
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          "user-agent": `aom-workflow-client/${version} (contract ${contract.version})`,
          "x-auth-token": secret,
        },
        body: undefined,
      },
    ]);
  });

  it("has the headers that the client is made with and those of the call, and names the program in front of this client", async () => {
    const { aom, requests } = clientOf([applied(), applied()], { headers: { "X-Team": "payments" }, userAgent: "my-app/1.2" });
    await aom.restart(node);
    await aom.restart(node, { headers: { "X-Team": "others" } });
    const userAgent = `my-app/1.2 aom-workflow-client/${version} (contract ${contract.version})`;
    expect(requests[0]?.headers).toMatchObject({ "user-agent": userAgent, "x-team": "payments", "x-auth-token": secret });
    expect(requests[1]?.headers).toMatchObject({ "user-agent": userAgent, "x-team": "others" });
  });

  it("operate does the action that it is given", async () => {
    const { aom, requests } = clientOf([applied()]);
    await aom.operate({ ...node, action: "continue" });
    expect(requests[0]?.url).toContain("?action=continue&");
  });

  it("restart stays a restart, even if given another action", async () => {
    const { aom, requests } = clientOf([applied()]);
    await aom.restart({ ...node, action: "restart" } as never);
    expect(requests[0]?.url).toContain("?action=restart&");
    await expect(aom.restart({ ...node, action: "skip" } as never)).rejects.toThrow("action must be restart or left out");
    await expect(aom.restart({ ...node, projectID: "x" } as never)).rejects.toThrow("projectID is not an input");
    expect(requests).toHaveLength(1);
  });

  it.each([
    [{ timout: 1 }, "timout is not an option (did you mean timeout?)"],
    [{ allowInsecureHttp: "false" }, "allowInsecureHttp must be true or false"],
    [{ hooks: { onAttempt() {} } }, "hooks.onAttempt is not a hook"],
  ])("is not made with an option that is misspelt or of another kind: %j", (options, message) => {
    expect(() => clientOf([], options as never)).toThrow(message);
  });

  it("that only reads refuses an option that it would ignore", async () => {
    const { aom, requests } = clientOf([]);
    await expect(aom.getExecution({ workflowId: "w", executionId: "e" }, { timout: 1 } as never)).rejects.toThrow(
      "timout is not an option",
    );
    await expect(aom.stoppedExecutions({ nod: "n" } as never).next()).rejects.toThrow("nod is not an option (did you mean node?)");
    await expect(aom.workflows({ serch: "n" } as never).next()).rejects.toThrow("serch is not an option (did you mean search?)");
    expect(requests).toEqual([]);
  });

  it("keeps any id in one path segment", async () => {
    const { aom, requests } = clientOf([applied()]);
    await aom.restart({ workflowId: "a/b", executionId: "ex-1/terminate#", nodeId: "a b?c&d" });
    expect(requests[0]?.url).toContain(`/workflow/a%2Fb/executions/ex-1%2Fterminate%23/operation?action=restart&node_id=a%20b%3Fc%26d`);
  });

  it("goes to the region's endpoint, or to any other", async () => {
    const urls = async (place: Partial<ClientOptions>) => {
      const { aom, requests } = clientOf([applied()], { endpoint: undefined, ...place });
      await aom.restart(node);
      return requests[0]?.url.split("/v1/")[0];
    };
    expect(await urls({ region: "cn-north-4" })).toBe("https://aom.cn-north-4.myhuaweicloud.com");
    expect(await urls({ endpoint: "https://gw.example/aom/" })).toBe("https://gw.example/aom");
    expect(await urls({ region: "cn-north-4", endpoint: "https://gw.example" })).toBe("https://gw.example");
  });

  it("works when a method is taken off the client", async () => {
    const { skip, safe, call } = clientOf([applied(), applied(), applied()]).aom;
    await skip(node);
    expect((await safe.continue(node)).ok).toBe(true);
    expect((await call(restartOperation, node)).ok).toBe(true);
  });
});

describe("the project", () => {
  it("is that of the call, of the client, or of the credentials", async () => {
    const auth: Authenticate = Object.assign(() => ({}), { projectId: () => "c".repeat(32) });
    const { aom, requests } = clientOf([applied(), applied()], { auth, projectId: undefined });
    await aom.restart(node);
    await aom.restart({ ...node, projectId });
    expect(requests.map(({ url }) => url.split("/")[4])).toEqual(["c".repeat(32), projectId]);
  });

  it("that is missing stops the call before anything is sent", async () => {
    const { aom, requests } = clientOf([], { projectId: undefined });
    await expect(aom.restart(node)).rejects.toThrow("projectId is missing. Nothing was sent.");
    expect(requests).toHaveLength(0);
  });
});

describe("the input is checked before anything is sent", () => {
  it.each([
    ["workflowId", { ...node, workflowId: "" }],
    ["executionId", { ...node, executionId: ".." }],
    ["nodeId", { ...node, nodeId: "x".repeat(1000) }],
    ["nodeId", { ...node, nodeId: undefined }],
    ["workflowId", { ...node, workflowId: 7 }],
    ["projectId", { ...node, projectId: "short" }],
    ["input", null],
    ["input", "wf"],
    ["workflowId", undefined],
  ])("%s of %j", async (parameter, input) => {
    const { aom, requests } = clientOf([]);
    const error: unknown = await aom.restart(input as never).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ parameter, outcome: "not-sent", attempts: 0, retryable: false });
    expect(await aom.safe.restart(input as never)).toMatchObject({ ok: false, status: undefined, outcome: "not-sent" });
    expect(requests).toHaveLength(0);
  });

  it("an action that the types would have refused", async () => {
    const { aom, requests } = clientOf([]);
    await expect(aom.operate({ ...node, action: "pause" as never })).rejects.toThrow("action must be one of restart, skip,");
    expect(requests).toHaveLength(0);
  });

  it.each<[string, Partial<Record<keyof ClientOptions, unknown>>]>([
    ["projectId", { projectId: "short" }],
    ["headers.x-auth-token", { headers: { "X-Auth-Token": "t" } }],
    ["headers.content-length", { headers: { "Content-Length": "1" } }],
    ["headers.user-agent", { headers: { "User-Agent": "my-app/1.2" } }],
    ["headers", { headers: new Headers({ a: "b" }) }],
    ["userAgent", { userAgent: "" }],
    ["userAgent", { userAgent: " " }],
    ["userAgent", { userAgent: "my-app/1.2\r\nX-Evil: 1" }],
    ["userAgent", { userAgent: "äpp/1" }],
    ["userAgent", { userAgent: "x".repeat(257) }],
    ["userAgent", { userAgent: 7 }],
    ["projectId", { projectId: 7 }],
    ["auth", { auth: "" }],
    ["auth", { auth: "token\r\nX-Evil: 1" }],
    ["auth", { auth: "x".repeat(40_961) }],
    ["auth", { auth: undefined }],
    ["auth", { auth: { token: "t" } }],
    ["region", { endpoint: undefined }],
    ["region", { region: "CN-NORTH-4" }],
    ["endpoint", { endpoint: "nonsense" }],
    ["endpoint", { endpoint: "http://aom.example" }],
    ["timeout", { timeout: 0 }],
    ["timeout", { timeout: Number.NaN }],
    ["deadline", { deadline: Number.POSITIVE_INFINITY }],
    ["retry.maxAttempts", { retry: { maxAttempts: 0 } }],
    ["retry.initialDelayMs", { retry: { initialDelayMs: -1 } }],
    ["retry", { retry: null }],
    ["fetch", { transport: undefined, fetch: "fetch" }],
    ["transport", { transport: {} }],
  ])("the option %s of %j, when the client is made", (parameter, options) => {
    expect(() => clientOf([], options as Partial<ClientOptions>)).toThrow(expect.objectContaining({ parameter, outcome: "not-sent" }));
  });

  it("a token that is refused is not repeated", () => {
    expect(() => clientOf([], { auth: "s3cret token" })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("s3cret") }),
    );
  });
});

describe("the result", () => {
  it("a success has the response, the request id and the attempts", async () => {
    const expected = { ok: true, outcome: "applied", status: 200, data: { result: "success" }, requestId: "r-applied", attempts: 1 };
    expect(await clientOf([applied()]).aom.restart(node)).toEqual(expected);
    expect(await clientOf([applied()]).aom.safe.restart(node)).toEqual(expected);
  });

  it("a success has properties that the contract does not know yet", async () => {
    const { aom } = clientOf([answer(200, { result: "success", state: "running" })]);
    expect((await aom.restart(node)).data).toEqual({ result: "success", state: "running" });
  });

  it("a 200 that says it failed is not a success", async () => {
    const { aom } = clientOf([answer(200, { result: "failed" })]);
    expect(await aom.safe.restart(node)).toMatchObject({
      ok: false,
      status: undefined,
      outcome: "unknown",
      error: { code: "invalid-response" },
    });
  });

  it("a declared error is thrown with the vendor's code and what to do", async () => {
    const body = { error_code: "AOM.31001418", error_msg: "The task does not support the current operation.", http_code: 400 };
    const { aom } = clientOf([answer(400, body, { "x-request-id": "r1" })]);
    const error: unknown = await aom.restart(node).catch((caught: unknown) => caught);
    expect(isApiError(error) && error.status === 400 && error.body.error_code).toBe("AOM.31001418");
    expect(error).toMatchObject({
      outcome: "rejected",
      requestId: "r1",
      attempts: 1,
      retryable: false,
      message: expect.stringMatching(
        /^AOM answered 400 AOM\.31001418: The task does not support the current operation\. Nothing was done\. Look at the state of the execution: restart and skip require a failed node/,
      ),
    });
  });

  it("safe returns the same error by status", async () => {
    const result = await clientOf([answer(401, { error_code: "AOM.31009004", error_msg: "auth failed." })]).aom.safe.restart(node);
    expect(!result.ok && result.status === 401 && result.error.body.error_code).toBe("AOM.31009004");
  });

  it("a message that leaves the outcome unknown says where to look before trying again", async () => {
    await expect(clientOf([brokenConnection()]).aom.restart(node)).rejects.toThrow(
      "The connection broke: read ECONNRESET. The operation may have been applied. Check whether it was applied before you try again.",
    );
  });

  it("the contract's retries hold: a throttled call is sent again, one of unknown outcome is not", async () => {
    const throttling = clientOf([throttled(), applied()]);
    expect(await throttling.aom.restart(node)).toMatchObject({ attempts: 2 });
    const broken = clientOf([brokenConnection(), applied()]);
    expect(await broken.aom.safe.restart(node)).toMatchObject({ outcome: "unknown", error: { retryRefusal: "outcome-unknown" } });
    expect(broken.requests).toHaveLength(1);
  });

  it("an error is known by the guards", async () => {
    const error: unknown = await clientOf([throttled()], { retry: false })
      .aom.restart(node)
      .catch((caught: unknown) => caught);
    expect([isCallError(error), isApiError(error)]).toEqual([true, true]);
  });
});

describe("an operation of a contract of one's own", () => {
  it("is called at the client's endpoint, with its credentials and its project", async () => {
    const { aom, requests } = clientOf([answer(200, { executions: [{ id: "a" }] })]);
    const result = await aom.call(listExecutions, { state: ["stopped", "failed"], limit: 2 });
    expect(result.ok && result.data.executions.map(({ id }) => id)).toEqual(["a"]);
    expect(requests[0]).toMatchObject({
      method: "GET",
      url: `http://127.0.0.1:4010/v1/${projectId}/executions?state=stopped&state=failed&limit=2`,
      headers: { "x-auth-token": secret },
    });
  });

  it("is sent again as its own contract allows, and held to its own limits", async () => {
    const { aom, requests } = clientOf([brokenConnection(), answer(200, { executions: [] })]);
    expect(await aom.call(listExecutions, {})).toMatchObject({ ok: true, attempts: 2 });
    expect(await aom.call(listExecutions, { limit: 0 })).toMatchObject({ ok: false, error: { parameter: "limit" } });
    expect(requests).toHaveLength(2);
  });

  it("that only reads does not ask the user to check whether it was done", async () => {
    const { aom } = clientOf([brokenConnection()], { retry: false });
    const result = await aom.call(listExecutions, {});
    expect(!result.ok && result.error.message).toBe(
      "The connection broke: read ECONNRESET. It only reads, so nothing was changed. Try again later.",
    );
  });
});

describe("a dry run", () => {
  it("returns the exact request of a call and sends nothing", async () => {
    const { aom, requests } = clientOf([applied()]);
    const prepared = await aom.dryRun(skipOperation, node);
    expect(requests).toHaveLength(0);
    await aom.skip(node);
    expect({ ...prepared, headers: Object.fromEntries(prepared.headers) }).toEqual(requests[0]);
  });

  it("shows no secret when it is printed or logged", async () => {
    const request = await clientOf([]).aom.dryRun(skipOperation, node);
    expect(request.headers["x-auth-token"]).toBe(secret);
    for (const shown of [inspect(request, { depth: 9 }), JSON.stringify(request), inspect(request.headers), JSON.stringify({ request })]) {
      expect(shown).not.toContain(secret);
      expect(shown).toContain("[redacted]");
    }
  });

  it("refuses the same input as a call", async () => {
    await expect(clientOf([]).aom.dryRun(skipOperation, { ...node, nodeId: "" })).rejects.toThrow(
      "nodeId must not be empty. Nothing was sent.",
    );
  });
});

describe("warnings", () => {
  const warningsOf = (options: Partial<ClientOptions>) => {
    const warnings: string[] = [];
    clientOf([], { hooks: { onWarning: ({ message }) => warnings.push(message) }, ...options });
    return warnings;
  };

  it("name a region without workflows, even if an endpoint is given", () => {
    const sentence = expect.stringMatching(/^The vendor has not opened workflows in cn-north-1\. Workflows are available in /);
    expect(warningsOf({ endpoint: undefined, region: "cn-north-1" })).toEqual([sentence]);
    expect(warningsOf({ region: "cn-north-1" })).toEqual([sentence]);
  });

  it("are not given without a reason", () => {
    expect(warningsOf({ region: "cn-north-4" })).toEqual([]);
    expect(warningsOf({})).toEqual([]);
  });

  it("never stop the client, even if the hook fails", () => {
    const hooks = {
      onWarning: () => {
        throw new Error("hook");
      },
    };
    expect(() => clientOf([], { region: "cn-north-1", hooks })).not.toThrow();
  });
});

describe("options that cannot be read", () => {
  const hostile = () => {
    throw new Error("hostile");
  };
  const proxy = new Proxy({}, { get: hostile, ownKeys: hostile });
  const skip = operations.skip as never;
  const { aom, requests } = clientOf([]);

  it.each<[string, () => Promise<unknown>]>([
    ["workflows(null)", () => aom.workflows(null as never).next()],
    ["workflows of a Proxy", () => aom.workflows(proxy).next()],
    ["stoppedExecutions(null)", () => aom.stoppedExecutions(null as never).next()],
    ["stoppedExecutions of a Proxy", () => aom.stoppedExecutions(proxy).next()],
    ["dryRun(null)", () => aom.dryRun(null as never, {})],
    ["dryRun of a Proxy", () => aom.dryRun(skip, proxy)],
    ["dryRun with options of null", () => aom.dryRun(skip, node, null as never)],
    ["createClient(null)", async () => createClient(null as never)],
    ["createClient of a Proxy", async () => createClient(proxy as never)],
  ])("%s is refused as invalid input, and nothing is sent", async (_, call) => {
    await expect(call()).rejects.toMatchObject({ name: "InvalidInputError", outcome: "not-sent" });
    expect(requests).toEqual([]);
  });
});
