import { type paths, skipOperation } from "@aom-workflow/types";
import { describe, expect, it } from "vitest";
import {
  answer,
  applied,
  brokenConnection,
  projectId,
  type Step,
  scriptedTransport,
  secret,
  throttled,
} from "../../test/scripted-client.ts";
import type { ClientOptions } from "../create-client.ts";
import { isCallError } from "../index.ts";
import { createFetchClient, resultOf } from "./index.ts";

const operation = "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation";
const path = { project_id: projectId, workflow_id: "wf", execution_id: "ex" };
type Query = paths[typeof operation]["post"]["parameters"]["query"];
const query = { action: "skip", node_id: "run-script" } satisfies Query;

function fetchClientOf(script: Step[], options: Partial<ClientOptions> = {}) {
  const { transport, requests } = scriptedTransport(...script);
  const aom = createFetchClient({ endpoint: "http://127.0.0.1:4010", auth: secret, transport, retry: { initialDelayMs: 1 }, ...options });
  return { aom, requests };
}

describe("a call by path", () => {
  it("is the request that the client would send, credentials included", async () => {
    const { aom, requests } = fetchClientOf([applied()]);
    const { data, error, response } = await aom.POST(operation, { params: { path, query } });
    expect([data, error]).toEqual([{ result: "success" }, undefined]);
    expect([response.status, response.headers.get("x-request-id")]).toEqual([200, "r-applied"]);
    expect(requests).toEqual([
      {
        method: "POST",
        url: `http://127.0.0.1:4010/v1/${projectId}/cms/workflow/wf/executions/ex/operation?action=skip&node_id=run-script`,
        headers: expect.objectContaining({ "x-auth-token": secret, "content-type": "application/json" }),
        body: undefined,
      },
    ]);
  });

  it("has the headers of the client, of the call and of a middleware, each of which wins over those before", async () => {
    const { aom, requests } = fetchClientOf([applied()], { headers: { "x-a": "client", "x-b": "client" }, userAgent: "my-app/1" });
    aom.use({ onRequest: ({ request }) => request.headers.set("traceparent", "00-1-2-01") });
    const headers = { "X-B": "call", accept: "application/json", "content-type": "application/json" };
    await aom.POST(operation, { params: { path, query }, headers });
    expect(requests[0]?.headers).toMatchObject({ "x-a": "client", "x-b": "call", traceparent: "00-1-2-01", "x-auth-token": secret });
    expect(requests[0]?.headers["user-agent"]).toMatch(/^my-app\/1 aom-workflow-client\//);
  });

  it("sends the body properties that the contract has", async () => {
    const { aom, requests } = fetchClientOf([answer(200, { workflows: [], total: 0 })]);
    const body = { sort_field: "create_time", sort_type: "ASC", tags: { team: "payments" }, page: undefined } as const;
    await aom.POST("/v1/{project_id}/cms/workflow-list", { params: { path: { project_id: projectId } }, body: body as never });
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({ sort_field: "create_time", sort_type: "ASC", tags: { team: "payments" } });
  });

  it("keeps any id in one path segment or one query value", async () => {
    const { aom, requests } = fetchClientOf([applied()]);
    await aom.POST(operation, {
      params: { path: { ...path, workflow_id: "a/b%2e", execution_id: "中 '()*" }, query: { ...query, node_id: "a b&c=d+e" } },
    });
    const ids = "workflow/a%2Fb%252e/executions/%E4%B8%AD%20%27%28%29%2A";
    expect(requests[0]?.url.endsWith(`/${ids}/operation?action=skip&node_id=a%20b%26c%3Dd%2Be`)).toBe(true);
  });

  it.each([
    ["with a path", "https://gw.example/aom/", "https://gw.example/aom/v1/"],
    ["in another spelling", "HTTPS://GW.Example:443/AOM", "https://gw.example/AOM/v1/"],
  ])("goes to an endpoint %s", async (_, endpoint, start) => {
    const { aom, requests } = fetchClientOf([applied()], { endpoint });
    await aom.POST(operation, { params: { path, query } });
    expect(requests[0]?.url.startsWith(start)).toBe(true);
  });

  it("is sent again as the contract allows, and no oftener", async () => {
    const throttling = fetchClientOf([throttled(), applied()]);
    const { response } = await throttling.aom.POST(operation, { params: { path, query } });
    expect(resultOf(response)).toMatchObject({ ok: true, outcome: "applied", attempts: 2 });
    const broken = fetchClientOf([brokenConnection(), applied()]);
    await expect(broken.aom.POST(operation, { params: { path, query } })).rejects.toMatchObject({ outcome: "unknown" });
    expect(broken.requests).toHaveLength(1);
  });
});

describe("a failure of a call by path", () => {
  it("is the error of openapi-fetch if the contract declares the response, and its outcome can be asked for", async () => {
    const body = { error_code: "AOM.31001306", error_msg: "Execution not exist." };
    const { aom } = fetchClientOf([answer(404, body, { "x-request-id": "r1" })]);
    const { data, error, response } = await aom.POST(operation, { params: { path, query } });
    expect([data, error]).toEqual([undefined, body]);
    expect([response.status, response.headers.get("x-request-id")]).toEqual([404, "r1"]);
    const result = resultOf(response);
    expect(result).toMatchObject({ ok: false, status: 404, outcome: "rejected", error: { errorCode: "AOM.31001306", attempts: 1 } });
  });

  it("says how long to wait, as the response did", async () => {
    const { aom } = fetchClientOf([answer(429, { error_code: "APIGW.0308" }, { "retry-after": "61" })]);
    const { response } = await aom.POST(operation, { params: { path, query } });
    expect(response.headers.get("retry-after")).toBe("61");
  });

  it("is a declared error whose outcome is unknown nonetheless, after a 5xx", async () => {
    const { aom } = fetchClientOf([answer(500, { error_code: "AOM.31001405" })]);
    const { error, response } = await aom.POST(operation, { params: { path, query } });
    expect(error).toEqual({ error_code: "AOM.31001405" });
    expect(resultOf(response)).toMatchObject({ outcome: "unknown" });
  });

  it.each<[string, Step, object]>([
    ["a broken connection", brokenConnection(), { code: "connection", outcome: "unknown" }],
    ["a 200 that says it failed", answer(200, { result: "failed" }), { code: "invalid-response", outcome: "unknown", status: 200 }],
    ["an undeclared status", answer(202, {}), { code: "unexpected-status", outcome: "unknown", status: 202 }],
  ])("is thrown with its outcome after %s", async (_, step, expected) => {
    const caught: unknown = await fetchClientOf([step])
      .aom.POST(operation, { params: { path, query } })
      .catch((error: unknown) => error);
    expect(isCallError(caught)).toBe(true);
    expect(caught).toMatchObject(expected);
  });

  it("is thrown when the caller's signal aborts", async () => {
    const { aom, requests } = fetchClientOf([applied()]);
    await expect(aom.POST(operation, { params: { path, query }, signal: AbortSignal.abort("why") })).rejects.toMatchObject({
      code: "aborted",
      outcome: "not-sent",
    });
    expect(requests).toHaveLength(0);
  });
});

describe("invalid calls are refused before anything is sent", () => {
  const longest = skipOperation.parameters.find(({ input }) => input === "workflowId")?.schema.maxLength ?? 0;

  it.each<[string, object, object, RegExp]>([
    ["an id that is a dot segment", { workflow_id: ".." }, {}, /^workflowId must not be "\.\.", which would change the path/],
    ["an id that is a dot", { execution_id: "." }, {}, /^executionId must not be "\.", which would change the path/],
    [
      "an id that is too long",
      { workflow_id: "x".repeat(longest + 1) },
      {},
      new RegExp(`^workflowId must have 1 to ${longest} characters; it has ${longest + 1}`),
    ],
    ["a project id that is too short", { project_id: "p" }, {}, /^projectId must have exactly 32 characters/],
    ["an unknown action", {}, { action: "pause" }, /^action must be one of restart, skip, continue/],
    ["a node id that is missing", {}, { node_id: undefined }, /^nodeId is missing/],
    ["a node id that is empty", {}, { node_id: "" }, /^nodeId must not be empty/],
  ])("%s", async (_, morePath, moreQuery, message) => {
    const { aom, requests } = fetchClientOf([applied()]);
    const params = { path: { ...path, ...morePath }, query: { ...query, ...moreQuery } };
    await expect(aom.POST(operation, { params })).rejects.toMatchObject({
      code: "invalid-input",
      outcome: "not-sent",
      message: expect.stringMatching(message),
    });
    expect(requests).toHaveLength(0);
  });

  it("another method, another path or another server than the contract's", async () => {
    const { aom, requests } = fetchClientOf([applied()]);
    const refused = { code: "invalid-input", parameter: "path" };
    await expect(aom.request("get", operation as never, { params: { path, query } } as never)).rejects.toMatchObject(refused);
    await expect(aom.POST("/v1/elsewhere" as never, {} as never)).rejects.toMatchObject(refused);
    await expect(aom.POST(operation, { params: { path, query }, baseUrl: "https://evil.example" })).rejects.toMatchObject(refused);
    expect(requests).toHaveLength(0);
  });

  const lists = "/v1/{project_id}/cms/workflow-list";
  const project = { project_id: projectId };
  const { id } = skipOperation;
  const oldest = { sort_field: "create_time", sort_type: "ASC" };

  it.each<[string, string, object, string]>([
    [
      "a path parameter that is missing",
      operation,
      { params: { path: { ...path, workflow_id: undefined }, query } },
      "workflowId is missing",
    ],
    ["all of them", operation, {}, "projectId is missing"],
    ["a path parameter that is null", operation, { params: { path: { ...path, workflow_id: null }, query } }, "workflowId is missing"],
    ["NaN", operation, { params: { path: { ...path, execution_id: Number.NaN }, query } }, "executionId must be a string, not NaN"],
    ["a list", operation, { params: { path: { ...path, execution_id: ["a", "b"] }, query } }, "executionId must be a string, not an array"],
    [
      "a list of one",
      operation,
      { params: { path: { ...path, execution_id: ["a"] }, query } },
      "executionId must be a string, not an array",
    ],
    [
      "an object",
      operation,
      { params: { path: { ...path, execution_id: { a: 1 } }, query } },
      "executionId must be a string, not an object",
    ],
    ["NaN in the query", operation, { params: { path, query: { ...query, node_id: Number.NaN } } }, "nodeId must be a string, not NaN"],
    [
      "a list in the query",
      operation,
      { params: { path, query: { ...query, node_id: ["a", "b"] } } },
      "nodeId must be a string, not an array",
    ],
    [
      "an unknown path parameter",
      operation,
      { params: { path: { ...path, node: "n" }, query } },
      `path.node is not an input of ${id} (use one of project_id, workflow_id, execution_id)`,
    ],
    [
      "a path parameter by its name in the client",
      operation,
      { params: { path: { project_id: projectId, workflowId: "wf", execution_id: "ex" }, query } },
      `path.workflowId is not an input of ${id} (did you mean workflow_id?)`,
    ],
    [
      "an unknown query key",
      operation,
      { params: { path, query: { ...query, nodeid: "n" } } },
      `query.nodeid is not an input of ${id} (did you mean node_id?)`,
    ],
    [
      "headers among the parameters",
      operation,
      { params: { path, query, headers: {} } },
      "params.headers is not an option (did you mean header?)",
    ],
    [
      "a misspelt query",
      lists,
      { params: { path: project, querys: {} }, body: oldest },
      "params.querys is not an option (did you mean query?)",
    ],
    [
      "a body among the parameters",
      lists,
      { params: { path: project, body: oldest } },
      "params.body is not an option (use one of path, query, header, cookie)",
    ],
    [
      "parameters without their places",
      operation,
      { params: { ...path, ...query } },
      "params.project_id is not an option (use one of path, query, ",
    ],
    ["parameters that are null", operation, { params: null }, "params must be an object"],
    ["parameters that are a list", operation, { params: [path, query] }, "params must be an object"],
    ["path parameters that are null", operation, { params: { path: null, query } }, "projectId is missing"],
    ["a query that is a text", operation, { params: { path, query: "action=skip" } }, "params.query must be an object"],
    ["headers that are a text", operation, { params: { path, query, header: "x-a: 1" } }, "params.header must be an object"],
    ["headers that are a list", operation, { params: { path, query }, headers: [["x-a", "1"]] }, "headers must be an object"],
    ["headers that are a text", operation, { params: { path, query }, headers: "x-a: 1" }, "headers must be an object"],
    ["a cookie", operation, { params: { path, query, cookie: { session: "s3cret" } } }, `cookie.session is not an input of ${id}. `],
    [
      "a property of a body by its name in the client",
      lists,
      { params: { path: project }, body: { ...oldest, sortField: "name" } },
      "body.sortField is not an input of ListWorkflow (did you mean sort_field?)",
    ],
    ["a time limit", operation, { params: { path, query }, timeout: 1 }, "timeout must be given to createFetchClient, not to a call"],
    ["retries", operation, { params: { path, query }, retry: false }, "retry must be given to createFetchClient, not to a call"],
    ["what only a platform's fetch obeys", operation, { params: { path, query }, redirect: "error" }, "redirect is not an option (use "],
    ["a misspelt option", operation, { params: { path, query }, parseas: "text" }, "parseas is not an option (did you mean parseAs?)"],
    ["a body of an operation that has none", operation, { params: { path, query }, body: { a: 1 } }, "body must be left out, as "],
    ["an unknown property of a body", lists, { params: { path: project }, body: { ...oldest, Page: 1 } }, "body.Page is not an input of"],
    ["a body that is a list", lists, { params: { path: project }, body: [oldest] }, "body must be an object"],
    ["NaN in a body", lists, { params: { path: project }, body: { ...oldest, page: Number.NaN } }, "body.page must not be NaN"],
    [
      "Infinity in a body",
      lists,
      { params: { path: project }, body: { ...oldest, tags: { a: [Number.POSITIVE_INFINITY] } } },
      "body.tags.a.0 must not be Infinity",
    ],
    ["a BigInt in a body", lists, { params: { path: project }, body: { ...oldest, page: 1n } }, "body.page must not be a bigint"],
    ["a function in a body", lists, { params: { path: project }, body: { ...oldest, page: () => 1 } }, "body.page must not be a function"],
    ["a form as a body", lists, { params: { path: project }, body: new FormData() }, "body must be JSON"],
    ["parameters in an address as a body", lists, { params: { path: project }, body: new URLSearchParams("page=1") }, "body must be JSON"],
    [
      "a credential of one's own",
      operation,
      { params: { path, query }, headers: { "X-Auth-Token": "s3cret" } },
      "headers.x-auth-token is for credentials",
    ],
    [
      "another type of body",
      lists,
      { params: { path: project }, body: oldest, headers: { "Content-Type": "text/xml" } },
      "headers.content-type is set by the client",
    ],
    [
      "another type of answer",
      operation,
      { params: { path, query }, headers: { Accept: "text/html" } },
      "headers.accept is set by the client",
    ],
    [
      "a fetch for one call",
      operation,
      { params: { path, query }, fetch: globalThis.fetch },
      "fetch must be given to createFetchClient, not to a call",
    ],
  ])("%s, by name", async (_, where, init, message) => {
    const { aom, requests } = fetchClientOf([applied()]);
    const error: unknown = await aom.POST(where as typeof operation, init as never).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "invalid-input",
      outcome: "not-sent",
      message: expect.stringContaining(message),
    });
    expect(JSON.stringify(error)).not.toContain("s3cret");
    expect(requests).toHaveLength(0);
  });

  it("a query key that a middleware adds", async () => {
    const { aom, requests } = fetchClientOf([applied()]);
    aom.use({ onRequest: ({ request }) => new Request(`${request.url}&trace=1`, request) });
    await expect(aom.POST(operation, { params: { path, query } })).rejects.toThrow("query.trace is not an input of ");
    expect(requests).toHaveLength(0);
  });

  it("options that the client would refuse", () => {
    expect(() => fetchClientOf([], { auth: "" })).toThrow("auth must not be empty");
    expect(() => fetchClientOf([], { endpoint: undefined })).toThrow("region is missing");
  });
});

describe("resultOf", () => {
  it("knows nothing of a response that came from elsewhere", () => {
    expect(resultOf(new Response())).toBeUndefined();
  });
});
