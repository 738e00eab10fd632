import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { run } from "../../lab/children.ts";
import { temporaryFolder } from "../../lab/folders.ts";
import type { Cost, Load } from "./call.ts";
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
  /** What many calls of a subject cost. */
  cost(subject: string, load: Load, secure?: boolean): Promise<Cost>;
}

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
    cost: async (subject, load, secure) => JSON.parse((await node([script, subject, JSON.stringify(load)], origin(secure))).stdout) as Cost,
  };
}
