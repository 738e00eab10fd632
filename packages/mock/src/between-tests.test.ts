import { spawnSync } from "node:child_process";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { operationRequest, projectId, rawExchange, target } from "../test/raw-exchange.ts";
import { startSimulator } from "./simulator/start-simulator.ts";
import { startMock } from "./start-mock.ts";

const mock = await startMock();
afterAll(() => mock.close());
beforeEach(() => {
  mock.setFaults();
  mock.reset();
});

const statusOf = async ({ port }: { port: number }, text = operationRequest()) => Number((await rawExchange(port, text)).text.slice(9, 12));
const read = `GET /v1/${projectId}/cms/workflow/w/executions/e/status HTTP/1.1\r\nHost: mock\r\nX-Auth-Token: t\r\n\r\n`;

describe("one mock for many tests", () => {
  test("clears the state between tests", async () => {
    await statusOf(mock);
    expect([mock.requests.length, mock.requestCount]).toEqual([1, 1]);
    const { requests } = mock;
    mock.reset();
    expect([mock.requests.length, mock.requestCount]).toEqual([0, 0]);
    await statusOf(mock);
    expect(requests).toHaveLength(1);
    expect(mock.requests).toBe(requests);
  });

  test("changes the faults, and starts a schedule over", async () => {
    mock.setFaults([{ kind: "throttled" }, { kind: "gateway-unavailable" }]);
    expect([await statusOf(mock), await statusOf(mock), await statusOf(mock)]).toEqual([429, 503, 200]);
    mock.setFaults([{ kind: "throttled" }]);
    expect([await statusOf(mock), await statusOf(mock)]).toEqual([429, 200]);
    mock.setFaults();
    expect(await statusOf(mock)).toBe(200);
    await using other = await startMock({ faults: [{ kind: "throttled" }] });
    expect([await statusOf(other), await statusOf(other)]).toEqual([429, 200]);
    other.setFaults({ kind: "html" });
    other.reset();
    expect([await statusOf(other), await statusOf(other)]).toEqual([429, 200]);
  });

  test("does not apply an earlier fault on a connection that was opened before", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = () =>
      new Promise((resolve, reject) =>
        request(`${mock.url}${target}`, { method: "POST", agent, headers: { "x-auth-token": "t" } }, (answer) =>
          answer.resume().on("end", () => resolve(answer.statusCode)),
        )
          .on("error", reject)
          .end(),
      );
    expect(await send()).toBe(200);
    mock.setFaults({ kind: "undeclared-status", status: 418 });
    expect(await send()).toBe(418);
    mock.setFaults();
    expect(await send()).toBe(200);
    agent.destroy();
  });

  test("restores the simulator's world", async () => {
    await using simulator = await startSimulator({ faults: [{ kind: "throttled" }] });
    const before = simulator.executions();
    const [stopped] = before.filter(({ stoppedAt }) => stoppedAt.length > 0);
    simulator.advance(5000);
    simulator.act({ action: "skip", executionId: stopped?.executionId ?? "", nodeId: stopped?.stoppedAt[0] ?? "" });
    expect(await statusOf(simulator)).toBe(429);
    expect(simulator.executions()).not.toEqual(before);
    const start = simulator.now() - 5000;
    simulator.reset();
    expect(simulator.executions()).toEqual(before);
    expect([simulator.now(), simulator.requestCount]).toEqual([start, 0]);
    expect(await statusOf(simulator)).toBe(429);
    simulator.setFaults();
    expect(await statusOf(simulator, read)).toBe(404);
  });
});

describe("nothing was done twice", () => {
  test("passes for requests that were refused or only read, and for another node", async () => {
    mock.setFaults([{ kind: "throttled" }, { kind: "reset-before-reading" }]);
    for (const each of [
      operationRequest(),
      operationRequest(),
      operationRequest(),
      operationRequest(target.replace("=n", "=m")),
      read,
      read,
    ])
      await rawExchange(mock.port, each);
    expect(() => mock.assertAtMostOnce()).not.toThrow();
  });

  test("passes for repeatable requests and for other bodies", async () => {
    const { paths } = mock.contract as { paths: Record<string, Record<string, { "x-effect": string }>> };
    const [path = "", item = {}] =
      Object.entries(paths).find(([, each]) => Object.values(each).some((it) => it["x-effect"] === "idempotent")) ?? [];
    const [method = ""] = Object.entries(item).find(([, each]) => each["x-effect"] === "idempotent") ?? [];
    const to = path.replace("{project_id}", projectId).replaceAll(/\{\w+\}/g, "x");
    for (const each of [1, 2])
      await rawExchange(mock.port, operationRequest(`${to}?n=${each}`.replace(/\?.*/, "")).replace("POST", method.toUpperCase()));
    expect(mock.requests).toHaveLength(2);
    expect(() => mock.assertAtMostOnce()).not.toThrow();
  });

  test.each([
    ["a lost answer", { kind: "reset-after-reading" }, "request 1 (no response), request 2 (200)"],
    ["a 500", { kind: "html", status: 500 }, "request 1 (500), request 2 (200)"],
    ["a success", { kind: "none" }, "request 1 (200), request 2 (200)"],
  ] as const)("fails when it was sent again after %s, and says which", async (_, fault, which) => {
    mock.setFaults([fault]);
    await rawExchange(mock.port, operationRequest());
    expect(() => mock.assertAtMostOnce()).not.toThrow();
    await rawExchange(mock.port, operationRequest());
    const message = `POST ${target} may have been done 2 times: ${which}`;
    expect(() => mock.assertAtMostOnce()).toThrow(
      expect.objectContaining({ name: "AtMostOnceError", message, requests: [...mock.requests] }),
    );
  });

  test.each([
    ["another order of the query", () => target.replace(/\?(.*)&(.*)$/, "?$2&$1")],
    ["a letter that is escaped in the query", () => target.replace("=n", "=%6e")],
    [
      "a letter that is escaped in the path",
      () => target.replace(/executions\/(.)/, (all, letter: string) => `${all.slice(0, -1)}%${letter.charCodeAt(0).toString(16)}`),
    ],
    ["a key that the contract does not have", () => `${target}&trace=1`],
  ])("fails for the same in another spelling: %s", async (_, other) => {
    expect(other()).not.toBe(target);
    await rawExchange(mock.port, operationRequest());
    await rawExchange(mock.port, operationRequest(other()));
    expect(() => mock.assertAtMostOnce()).toThrow("may have been done 2 times");
  });

  test("fails if requests have been dropped", async () => {
    await rawExchange(mock.port, operationRequest());
    (mock.requests as unknown[]).length = 0;
    expect(() => mock.assertAtMostOnce()).toThrow("Of 1 requests only the last 0 are kept: call reset() earlier.");
  });

  test("is judged by the method if a contract does not give the effects of its operations", async () => {
    const operation = { responses: { 200: { description: "", content: { "application/json": { example: {} } } } } };
    const contract = { openapi: "3.0.3", info: { title: "t", version: "1" }, paths: { "/a": { post: operation, put: operation } } };
    await using other = await startMock({ contract });
    const send = (method: string) => rawExchange(other.port, `${method} /a HTTP/1.1\r\nHost: m\r\nContent-Length: 0\r\n\r\n`);
    for (const method of ["PUT", "PUT", "POST"]) await send(method);
    expect(() => other.assertAtMostOnce()).not.toThrow();
    await send("POST");
    expect(() => other.assertAtMostOnce()).toThrow("POST /a may have been done 2 times");
  });
});

describe("a test runner ends", () => {
  const index = fileURLToPath(new URL("index.ts", import.meta.url));
  const run = (body: string) =>
    spawnSync(
      process.execPath,
      ["--input-type=module", "--eval", `import { startMock, startSimulator, startTlsFault } from ${JSON.stringify(index)};\n${body}`],
      {
        encoding: "utf8",
        timeout: 20_000,
      },
    );

  test("with unref, although a mock was not closed and a client still waits for its response", () => {
    const { status, stderr } = run(`
      import { connect } from "node:net";
      (await startSimulator()).unref();
      (await startTlsFault("expired")).unref();
      const mock = (await startMock({ faults: { kind: "delay", ms: 600_000 } })).unref();
      const socket = connect(mock.port, "127.0.0.1");
      socket.write(${JSON.stringify(operationRequest())});
      while (mock.requestCount === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      socket.unref();
    `);
    expect([status, stderr]).toEqual([0, ""]);
  });

  test("when a mock leaves its scope, with await using", async () => {
    let url = "";
    {
      await using it = await startMock();
      url = it.url;
      expect((await fetch(url)).status).toBe(404);
    }
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });
});
