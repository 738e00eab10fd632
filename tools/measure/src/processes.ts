import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { run, startChild } from "../../lab/children.ts";
import { temporaryFolder } from "../../lab/folders.ts";
import { type Cost, type Load, projectId, token } from "./call.ts";
import type { Server } from "./server.ts";

const commandLine = fileURLToPath(new URL("../../../apps/cli/dist/aom-workflow.cjs", import.meta.url));

/** The processes to measure. */
export interface Processes {
  /** Milliseconds from the start of Node with these arguments to its end. */
  wholeNode(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<number>;
  /** The same for the CLI. */
  wholeCommand(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<number>;
  /** The same for a script with one call. */
  wholeScript(subject: string, secure?: boolean): Promise<number>;
  /** Milliseconds from the start of `aom-workflow mcp` to its list of tools, and the memory that it then holds, in MiB. */
  agentServer(endpoint: string): Promise<{ readonly milliseconds: number; readonly resident: number }>;
  /** What many calls of a subject cost. */
  cost(subject: string, load: Load, secure?: boolean): Promise<Cost>;
}

/** What an agent says first. */
const hello = [
  { id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "bench", version: "1" } } },
  { method: "notifications/initialized" },
  { id: 2, method: "tools/list", params: {} },
];

/** Compiles the subjects next to the packages that they import. */
export async function prepareProcesses(server: Server): Promise<Processes> {
  const cwd = fileURLToPath(new URL("../dist/", import.meta.url));
  mkdirSync(cwd, { recursive: true });
  process.on("exit", () => rmSync(cwd, { recursive: true, force: true }));
  const script = `${cwd}subject.js`;
  const entryPoints = [fileURLToPath(new URL("subject.main.ts", import.meta.url))];
  await build({ entryPoints, outfile: script, bundle: true, packages: "external", platform: "node", format: "esm", target: "node20" });

  // A home without settings, and none of this machine's variables: Node 20 reads NODE_EXTRA_CA_CERTS at every start, which slows `node -e 0`.
  const environment = { HOME: temporaryFolder("home"), PATH: process.env.PATH ?? "", AOM_WORKFLOW_ECS_METADATA: "off" };
  const trust = { NODE_EXTRA_CA_CERTS: server.authority };
  const node = (args: readonly string[], env = {}) =>
    run(process.execPath, args, { cwd, env: { ...environment, ...env }, timeout: 600_000 });
  const origin = (secure = false) => ({ BENCHMARK_ORIGIN: secure ? server.https : server.http, ...(secure && trust) });
  const whole = async (args: readonly string[], env = {}) => (await node(args, env)).milliseconds;
  return {
    wholeNode: whole,
    wholeCommand: (args, env) => whole([commandLine, ...args], { ...trust, ...env }),
    wholeScript: (subject, secure) => whole([script, subject], origin(secure)),
    agentServer: async (endpoint) => {
      const env = { ...environment, AOM_WORKFLOW_TOKEN: token, AOM_WORKFLOW_ENDPOINT: endpoint, AOM_WORKFLOW_PROJECT: projectId };
      const start = performance.now();
      const child = startChild(process.execPath, [commandLine, "mcp"], { cwd, env });
      for (const message of hello) child.stdin!.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
      for await (const line of createInterface(child.stdout!)) if (JSON.parse(line).id === 2) break;
      const milliseconds = performance.now() - start;
      const { stdout } = await run("ps", ["-o", "rss=", "-p", String(child.pid)], { cwd });
      child.stdin!.end();
      await once(child, "close");
      return { milliseconds, resident: Number(stdout) / 1024 };
    },
    cost: async (subject, load, secure) => JSON.parse((await node([script, subject, JSON.stringify(load)], origin(secure))).stdout) as Cost,
  };
}
