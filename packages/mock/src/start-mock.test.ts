// biome-ignore-all lint/suspicious/noExplicitAny: the contract is read as its author wrote it
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { rawConnection } from "../test/raw-connection.ts";
import { operationRequest, projectId, rawExchange, target } from "../test/raw-exchange.ts";
import { type Mock, type MockOptions, startMock } from "./start-mock.ts";

async function withMock(options: MockOptions, use: (mock: Mock) => Promise<void>): Promise<void> {
  const mock = await startMock(options);
  try {
    await use(mock);
  } finally {
    await mock.close();
  }
}

test("a method that the contract lacks is refused with the allowed ones", () =>
  withMock({}, async ({ url, port }) => {
    const { text } = await rawExchange(port, operationRequest().replace("POST", "PUT"));
    expect(text).toMatch(/^HTTP\/1.1 405 /);
    expect(text).toContain("\r\nAllow: POST\r\n");
    const status = await fetch(`${url}/v1/${projectId}/cms/workflow/w/executions/e/status`, { method: "DELETE" });
    expect([status.status, status.headers.get("allow")]).toEqual([405, "GET"]);
  }));

test("a token of 40 KB and ids that need escaping arrive byte for byte", () =>
  withMock({}, async (mock) => {
    const to = `/v1/${projectId}/cms/workflow/a%2Fb%25/executions/..%E4%BD%A0/operation?node_id=%2e%2e&action=skip`;
    const seen = await rawExchange(mock.port, operationRequest(to, `x-Long: ${"t".repeat(40_000)}\r\n`));
    expect(seen.text).toMatch(/^HTTP\/1.1 200 /);
    expect(mock.requests[0]).toMatchObject({ method: "POST", target: to, status: 200, mayHaveBeenProcessed: true });
    expect(mock.requests[0]?.rawHeaders).toEqual([
      "Connection",
      "close",
      "Host",
      "mock",
      "X-Auth-Token",
      "token",
      "x-Long",
      "t".repeat(40_000),
    ]);
    expect(mock.requests[0]?.headers["x-long"]).toHaveLength(40_000);
  }));

test("a dot segment is recorded as it came, although Prism does not route it", () =>
  withMock({}, async (mock) => {
    const to = target.replace("/w/", "/%2e%2e/");
    await rawExchange(mock.port, operationRequest(to));
    expect(mock.requests[0]).toMatchObject({ target: to, status: 404, mayHaveBeenProcessed: false });
  }));

test("the process keeps its stack traces and its handling of uncaught errors", () => {
  const script = fileURLToPath(new URL("../test/changed-by-the-mock.mjs", import.meta.url));
  expect(JSON.parse(execFileSync(process.execPath, [script], { encoding: "utf8" }))).toEqual([]);
});

test("headers of 128 KB pass", () =>
  withMock({}, async (mock) => {
    const headers = Array.from({ length: 4 }, (_, at) => `X-${at}: ${"h".repeat(32 * 1024)}\r\n`).join("");
    expect((await rawExchange(mock.port, operationRequest(target, headers))).text).toMatch(/^HTTP\/1.1 200 /);
  }));

test("each response and each example that the contract declares can be requested", () =>
  withMock({ answer: ({ headers }) => JSON.parse(headers["x-answer"] ?? "{}") }, async (mock) => {
    const { responses } = (mock.contract as any).components;
    const operation = Object.entries<any>((mock.contract as any).paths).find(([path]) => path.endsWith("/operation"))![1].post;
    let tried = 0;
    for (const [code, { $ref }] of Object.entries<any>(operation.responses)) {
      const examples = responses[$ref.split("/").at(-1)].content["application/json"].examples;
      for (const [example, { value }] of Object.entries<any>(examples)) {
        const answer = JSON.stringify({ code: Number(code), example });
        const { text } = await rawExchange(mock.port, operationRequest(target, `X-Answer: ${answer}\r\n`));
        expect(text).toMatch(new RegExp(`^HTTP/1.1 ${code} `));
        expect(JSON.parse(text.slice(text.indexOf("\r\n\r\n")))).toEqual(value);
        const refused = (code >= "400" && code < "500") || example === "iam-unavailable";
        expect(mock.requests.at(-1)?.mayHaveBeenProcessed).toBe(!refused);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(15);
  }));

test("the state of an execution has the ids of the request, so that a client can distinguish it from another's", () =>
  withMock({ answer: ({ method }) => (method === "GET" ? { example: "failed" } : undefined) }, async (mock) => {
    const state = await fetch(`${mock.url}/v1/${projectId}/cms/workflow/wf-1/executions/a%2Fb/status`, {
      headers: { "X-Auth-Token": "any" },
    });
    expect(await state.json()).toMatchObject({ workflow_id: "wf-1", execution_id: "a/b", status: "fail" });
  }));

test("a response that the contract does not declare is a 500, not a 404 that a test could take for the API's", () =>
  withMock({ answer: { code: 418 } }, async (mock) => {
    expect((await rawExchange(mock.port, operationRequest())).text).toMatch(/^HTTP\/1.1 500 .*NO_SUCH_ANSWER/s);
  }));

test("a request with its own Prefer is left alone", () =>
  withMock({ answer: { code: 500 } }, async (mock) => {
    expect((await rawExchange(mock.port, operationRequest(target, "Prefer: code=401\r\n"))).text).toMatch(/^HTTP\/1.1 401 /);
  }));

test("a POST with neither a body nor a length, as curl sends it, is answered", () =>
  withMock({}, async (mock) => {
    const request = operationRequest(target, "Content-Type: application/json\r\n");
    expect(request).not.toMatch(/content-length/i);
    expect((await rawExchange(mock.port, request)).text).toMatch(/^HTTP\/1.1 200 /);
  }));

test("a response says how its request breaks the contract, also for characters that a header cannot have", () =>
  withMock({}, async ({ port }) => {
    const list = `/v1/${projectId}/cms/workflow-list`;
    const body = Buffer.from('{"sort_field":"create_time","sort_type":"DESC","status":"失败","size":0}').toString("latin1");
    const { text } = await rawExchange(port, operationRequest(list, "", body));
    expect(text).toMatch(/^HTTP\/1.1 400 /);
    const violations = JSON.parse(/\r\nsl-violations: (.*)\r\n/.exec(text)?.[1] ?? "");
    expect(violations).toContainEqual(
      expect.objectContaining({ location: ["request", "body", "size"], severity: "Error", message: expect.stringContaining("1") }),
    );
  }));

test("a body that is not JSON is answered", () =>
  withMock({}, async (mock) => {
    expect((await rawExchange(mock.port, operationRequest(target, "", "{nope"))).text).toMatch(/^HTTP\/1.1 400 .*MALFORMED_JSON/s);
    expect(Buffer.from(mock.requests[0]!.body).toString()).toBe("{nope");
  }));

test("each response has a new request id, unless its body or the test has one", () =>
  withMock(
    {
      answer: ({ target }) => (target.includes("/gateway/") ? { code: 503, example: "iam-unavailable" } : undefined),
      intercept: ({ target }) => (target.includes("/own/") ? { status: 200, headers: { "x-request-id": "r-1" } } : undefined),
    },
    async (mock) => {
      const idOf = async (to: string) => {
        const answer = await fetch(mock.url + to, { method: "POST", headers: { "X-Auth-Token": "token" } });
        return [answer.headers.get("x-request-id"), /"request_id":"(.*?)"/.exec(await answer.text())?.[1]];
      };
      const [first, second] = [await idOf(target), await idOf(target)];
      expect(first).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), undefined]);
      expect(second).not.toEqual(first);
      const [header, body] = await idOf(target.replace("/w/", "/gateway/"));
      expect(header).toBe(body);
      expect(await idOf(target.replace("/w/", "/own/"))).toEqual(["r-1", undefined]);
    },
  ));

test("intercept answers in Prism's place", () =>
  withMock(
    { intercept: ({ headers }) => (headers["x-sign"] ? undefined : { status: 401, body: { error_code: "APIGW.0301" } }) },
    async (mock) => {
      expect((await rawExchange(mock.port, operationRequest())).text).toMatch(/^HTTP\/1.1 401 .*APIGW\.0301/s);
      expect((await rawExchange(mock.port, operationRequest(target, "X-Sign: 1\r\n"))).text).toMatch(/^HTTP\/1.1 200 /);
    },
  ));

test("a function of the test that throws, and a response that cannot be sent, are a 500 that says so", () =>
  withMock(
    {
      intercept: ({ target }) => {
        if (target.includes("/bad-header/")) return { status: 200, headers: { "X-Bad": "line\nbreak" } };
        throw new Error("no database");
      },
    },
    async ({ port }) => {
      const [threw, unsendable] = [await rawExchange(port, operationRequest()), await rawExchange(port, operationRequest("/bad-header/"))];
      expect(threw.text).toMatch(/^HTTP\/1.1 500 .*The mock failed: no database/s);
      expect(unsendable.text).toMatch(/^HTTP\/1.1 500 .*The mock failed: Invalid character in header content/s);
    },
  ));

test("a URL and a body of another realm, as test runners make them, are accepted", () => {
  const href = import.meta.resolve("@aom-workflow/openapi/aom.yaml");
  const contract = runInNewContext("({ href, toString: () => href })", { href }) as URL;
  const body = runInNewContext("new Uint8Array([104, 105])") as Uint8Array;
  return withMock({ contract, intercept: () => ({ status: 200, body }) }, async (mock) => {
    expect(await (await fetch(`${mock.url}${target}`)).text()).toBe("hi");
  });
});

test("two requests share a connection while no fault is given", () =>
  withMock({}, async (mock) => {
    const connection = await rawConnection(mock.port);
    connection.send(operationRequest() + operationRequest());
    await expect.poll(() => connection.packets.join("").match(/HTTP\/1.1 200 /g)).toHaveLength(2);
    expect(mock.requests.map((request) => request.connection)).toEqual([0, 0]);
    connection.close();
  }));

test("a schedule gives each connection its fault and then none", () =>
  withMock({ faults: [{ kind: "reset-before-reading" }, { kind: "none" }, { kind: "throttled" }] }, async (mock) => {
    const seen = [];
    for (let at = 0; at < 4; at++) seen.push((await rawExchange(mock.port, operationRequest())).text.slice(9, 12));
    expect(seen).toEqual(["", "200", "429", "200"]);
    expect(mock.requests.map((request) => request.mayHaveBeenProcessed)).toEqual([true, false, true]);
  }));

test("a function can choose the fault by the request", () =>
  withMock({ faults: ({ request }) => (request?.target.includes("skip") ? { kind: "throttled" } : undefined) }, async (mock) => {
    expect((await rawExchange(mock.port, operationRequest())).text).toMatch(/^HTTP\/1.1 429 /);
    expect((await rawExchange(mock.port, operationRequest(target.replace("skip", "restart")))).text).toMatch(/^HTTP\/1.1 200 /);
  }));

test("a mock that stopped listening refuses connections until it listens again", () =>
  withMock({}, async (mock) => {
    await mock.stopListening();
    expect(await rawExchange(mock.port, operationRequest())).toMatchObject({ end: "reset", text: "" });
    expect(mock.connections).toEqual([]);
    await mock.listenAgain();
    expect((await rawExchange(mock.port, operationRequest())).text).toMatch(/^HTTP\/1.1 200 /);
  }));

test("a port in use is named, and nothing is left open", () =>
  withMock({}, async ({ port }) => {
    const before = await handles();
    await expect(startMock({ port })).rejects.toThrow(
      `Port ${port} is in use. Stop the process that uses it, or choose another port (0 picks a free one).`,
    );
    expect(await handles()).toEqual(before);
  }));

test("two mocks run in one process, and closing during a hang leaves nothing open", async () => {
  const before = await handles();
  const hanging = await startMock({ faults: { kind: "hang" } });
  const other = await startMock();
  const waiting = rawExchange(hanging.port, operationRequest(), {});
  expect((await rawExchange(other.port, operationRequest())).text).toMatch(/^HTTP\/1.1 200 /);
  await Promise.all([hanging.close(), hanging.close(), other.close()]);
  await other.close();
  expect((await waiting).end).not.toBe("open");
  expect(await handles()).toEqual(before);
});

test("a contract that changes between two starts is read again, also if the change is in a file that it refers to", async () => {
  const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  const contract = join(folder, "contract.json");
  const write = (path: string, answers: object) =>
    writeFile(
      contract,
      JSON.stringify({ openapi: "3.0.3", info: { title: "t", version: "1" }, paths: { [path]: { get: { responses: answers } } } }),
    );
  const statusOf = async (path: string) => {
    const mock = await startMock({ contract });
    return fetch(mock.url + path).then(({ status }) => mock.close().then(() => status));
  };
  await write("/a", { 200: { description: "ok" } });
  expect([await statusOf("/a"), await statusOf("/a")]).toEqual([200, 200]);
  await write("/b", { 200: { description: "ok" } });
  expect([await statusOf("/a"), await statusOf("/b")]).toEqual([404, 200]);

  await write("/b", { $ref: "answers.json" });
  for (const status of [201, 202]) {
    await writeFile(join(folder, "answers.json"), JSON.stringify({ [status]: { description: "ok" } }));
    expect(await statusOf("/b")).toBe(status);
  }
  await rm(folder, { recursive: true });
});

test("a contract that cannot be read is reported in one sentence", async () => {
  const folder = await mkdtemp(join(tmpdir(), "contract-"));
  const file = join(folder, "broken.yaml");
  try {
    await writeFile(file, "openapi: 3.1.0\ninfo: {title: x\npaths: {}\n");
    await expect(startMock({ contract: file })).rejects.toThrow(
      /^The contract .*broken\.yaml has a syntax error in line \d+, column \d+: [^\n]+\.$/,
    );
    await expect(startMock({ contract: join(folder, "none.yaml") })).rejects.toThrow(
      /^The contract .*none\.yaml cannot be read: ENOENT\.$/,
    );
    await expect(startMock({ contract: {} })).rejects.toThrow("The contract is not an OpenAPI 3 document");
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Sockets and servers that are open, once those that are closing have gone. */
async function handles(): Promise<string[]> {
  await sleep(50);
  return process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP"));
}
