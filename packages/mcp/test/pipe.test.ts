import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { startSimulator } from "@aom-workflow/mock";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { expect, onTestFinished, test } from "vitest";
import { end, run, startChild } from "../../../tools/lab/children.ts";
import { pipedAgent } from "./kill/agent.ts";
import { type Loose, projectId } from "./world.ts";

async function place() {
  const nodes = [{ id: "deploy", ends: "fail", failures: 1, takes: 20 } as const, { id: "check", takes: 600_000 }];
  const service = await startSimulator({
    clock: "real",
    seed: { workflows: [{ id: "w", name: "w", nodes, executions: [{ id: "e", ago: 60_000 }] }] },
  });
  const state = mkdtempSync(join(tmpdir(), "aom-workflow-mcp-"));
  onTestFinished(async () => {
    await service.close();
    rmSync(state, { recursive: true });
  });
  return { service, endpoint: service.url, projectId, state };
}

const serving = (endpoint: string) => ["--no-warnings", join(import.meta.dirname, "kill/serve.ts"), endpoint, projectId];
const environment = (state: string) => ({ PATH: process.env.PATH ?? "", HOME: state, XDG_STATE_HOME: state });
const items = [{ action: "restart", workflowId: "w", executionId: "e", nodeId: "deploy" }];

/** Everything an agent calls, from the list to the outcome. */
async function flow(call: (name: string, args: object) => Promise<Loose>): Promise<Loose> {
  expect((await call("list_stopped", {})).items).toMatchObject([{ executionId: "e", nodeId: "deploy" }]);
  const { planId } = await call("plan_actions", { actions: items, reason: "INC-4711" });
  return call("apply_plan", { planId });
}

test("through a pipe, a client of the previous SDK lists, plans, asks its user, applies and gets the outcome", async () => {
  const { endpoint, state, service } = await place();
  const client = new Client({ name: "v1", version: "1" }, { capabilities: { elicitation: {} } });
  client.setRequestHandler(ElicitRequestSchema, async () => ({ action: "accept", content: {} }));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: serving(endpoint),
    env: environment(state),
    stderr: "pipe",
  });
  await client.connect(transport);
  let errors = "";
  transport.stderr?.on("data", (text) => (errors += text));
  const call = async (name: string, args: object) => (await client.callTool({ name, arguments: args as never })).structuredContent as Loose;
  expect(await flow(call)).toMatchObject({ outcome: "applied", mayHaveBeenDone: false });
  await client.close();
  expect(errors).toBe("");
  expect(service.requests.filter(({ target }) => target.includes("/operation?"))).toHaveLength(1);
});

test("through a pipe, a client of the current SDK does the same with revision 2026-07-28", async () => {
  const { endpoint, state } = await place();
  const { call, close } = await pipedAgent({ endpoint, projectId, state }, { era: "2026-07-28" });
  expect(await flow(call)).toMatchObject({ outcome: "applied", mayHaveBeenDone: false });
  await close();
});

test("the process exits when its input ends, with nothing on standard error", async () => {
  const { endpoint, state } = await place();
  const { code, stdout, stderr } = await run(process.execPath, serving(endpoint), { cwd: state, env: environment(state), timeout: 20_000 });
  expect([code, stdout, stderr]).toEqual([0, "", ""]);
});

/** The scenarios of the suite that need no special tools on the server. */
const scenarios = ["server-initialize", "ping", "tools-list"];

test.for(scenarios)("the conformance suite of the protocol passes: %s", async (scenario) => {
  const { endpoint, state } = await place();
  const url = await bridge(() => startChild(process.execPath, serving(endpoint), { cwd: state, env: environment(state) }));
  const suite = join(import.meta.dirname, "../node_modules/@modelcontextprotocol/conformance/dist/index.js");
  const { stdout } = await run(process.execPath, [suite, "server", "--url", url, "--scenario", scenario], { cwd: state });
  expect(stdout).toMatch(/Passed: [1-9]\d*\/[1-9]\d*, 0 failed/);
});

/** The suite uses HTTP: passes each message to a server on a pipe, and returns its response. */
async function bridge(start: () => ReturnType<typeof startChild>): Promise<string> {
  const child = start();
  const waiting = new Map<unknown, (answer: string) => void>();
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) waiting.get(JSON.parse(line).id)?.(line);
  });
  const http = createServer(async (request, response) => {
    if (request.method !== "POST") return response.writeHead(405).end();
    const message = (await json(request)) as { readonly id?: unknown };
    const answer = new Promise<string>((resolve) => waiting.set(message.id, resolve));
    child.stdin?.write(`${JSON.stringify(message)}\n`);
    if (message.id === undefined) return response.writeHead(202).end();
    return response.writeHead(200, { "content-type": "application/json" }).end(await answer);
  });
  onTestFinished(() => {
    end(child);
    http.closeAllConnections();
    http.close();
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
}
