import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Simulator, startSimulator } from "@aom-workflow/mock";
import { afterEach, beforeEach, expect, test } from "vitest";

const bin = createRequire(import.meta.url).resolve("aom-workflow/bin/aom-workflow.cjs");

/** JSON that a test looks into. */
type Loose = ReturnType<typeof JSON.parse>;

let home: string;
let service: Simulator;
let isLost: boolean;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "mcp "));
  isLost = false;
  const nodes = [
    { id: "run it", ends: "fail" as const, failures: 1 },
    { id: "check", takes: 600_000 },
  ];
  const executions = [0, 1, 2].map((at) => ({ id: `e${at}`, ago: 60_000 }));
  service = await startSimulator({
    clock: "real",
    seed: { workflows: [{ id: "w", name: "nightly", nodes, executions, actsLate: 9_000_000 }] },
    faults: ({ request }) => (isLost && request?.target.includes("/operation?") ? { kind: "reset-after-reading" } : undefined),
  });
});
afterEach(async () => {
  await service.close();
  await rm(home, { recursive: true });
});

/** The requests that act, as `action execution`. */
const acted = () =>
  service.requests.flatMap(({ target }) => {
    const [, execution, action] = /executions\/(\w+)\/operation\?.*action=(\w+)/.exec(target) ?? [];
    return execution === undefined ? [] : [`${action} ${execution}`];
  });

// The place is named by options only, so that commands have to repeat it.
const environment = () => ({ PATH: process.env.PATH, HOME: home, AOM_WORKFLOW_ECS_METADATA: "off", AOM_WORKFLOW_TOKEN: "any-token" });
const place = () => ["--endpoint", service.url, "--project", "0".repeat(32)];

/** A server, and a client that waits for each answer. */
function agent(...options: readonly string[]) {
  const child = spawn(process.execPath, [bin, "mcp", ...place(), ...options], { env: environment(), stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map<number, (result: Loose) => void>();
  createInterface(child.stdout).on("line", (line) => {
    const { id, result } = JSON.parse(line);
    waiting.get(id)?.(result);
  });
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  send({
    ...{ id: 0, method: "initialize" },
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } },
  });
  send({ method: "notifications/initialized" });
  let id = 0;
  return {
    async call(name: string, args: object): Promise<Loose> {
      const result = new Promise<Loose>((resolve) => waiting.set(++id, resolve));
      send({ id, method: "tools/call", params: { name, arguments: args } });
      return (await result).structuredContent;
    },
    async end() {
      child.stdin.end();
      await once(child, "close");
    },
  };
}

/** Runs a command as a user pastes it into a shell. @returns the exit code */
function pasted(command: string): Promise<number> {
  const text = command.replace(/^aom-workflow /, `'${process.execPath}' '${bin}' `);
  return new Promise((resolve) => {
    const child = execFile("/bin/sh", ["-c", text], { env: environment() }, () => resolve(child.exitCode ?? -1));
  });
}

const item = (at: number, action = "restart") => ({ action, workflowId: "w", executionId: `e${at}`, nodeId: "run it" });

test("the command for an action in doubt acts on the execution that was asked about, and on no other", async () => {
  const { call, end } = agent(
    "--allow",
    "restart,skip",
    "--approve",
    "never",
    "--timeout",
    "5",
    "--journal",
    join(home, "my journal.jsonl"),
  );
  try {
    const { planId } = await call("plan_actions", { actions: [item(0), item(1)], reason: "r" });
    isLost = true;
    expect(await call("apply_plan", { planId })).toMatchObject({ outcome: "unknown", counts: { unknown: 2 } });
    isLost = false;
    expect(acted().toSorted()).toEqual(["restart e0", "restart e1"]);
    const { leftOut, evidence } = await call("plan_actions", { actions: [item(0)], reason: "r" });
    expect(evidence).toContain(leftOut[0].command);
    const { results } = await call("get_plan", { planId });
    expect(results.map(({ command }: Loose) => command)).toContain(leftOut[0].command);
    expect(await pasted(leftOut[0].command)).toBe(0);
    expect(acted().slice(2)).toEqual(["restart e0"]);
    // The same for another action for a run in doubt. The user is asked before something is skipped.
    const other = await call("plan_actions", { actions: [item(1, "skip")], reason: "r" });
    expect(await pasted(`${other.leftOut[0].command} --yes`)).toBe(0);
    expect(acted().slice(3)).toEqual(["skip e1"]);
  } finally {
    await end();
  }
});

test("the command for a plan that a person has to apply applies it", async () => {
  const { call, end } = agent("--allow", "restart", "--journal", join(home, "my journal.jsonl"));
  try {
    const { planId, command } = await call("plan_actions", { actions: [item(2)], reason: "r" });
    expect(await pasted(`${command} --yes`)).toBe(0);
    expect(acted()).toEqual(["restart e2"]);
    expect(await call("get_plan", { planId })).toMatchObject({ outcome: "applied", next: [] });
  } finally {
    await end();
  }
});
