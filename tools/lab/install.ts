import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "./children.ts";
import { writeFiles } from "./folders.ts";

/** What is needed could not be installed on this machine. */
export class MissingError extends Error {
  override readonly name = "MissingError";
}

/** The lines of Node that are supported. */
export const lines = ["20", "22", "24", "26"] as const;
export type Line = (typeof lines)[number];

/** What users and we have that is not ours: exact versions, but for Node, of which the newest of each line is taken. */
export const versions = {
  verdaccio: { verdaccio: "6.10.4" },
  typescript: {
    "typescript-5.4": "npm:typescript@5.4.5",
    "typescript-5.9": "npm:typescript@5.9.3",
    "typescript-6": "npm:typescript@6.0.3",
    "typescript-7": "npm:typescript@7.0.2",
  },
  bundlers: { esbuild: "0.28.2", rollup: "4.68.8", "@rollup/plugin-node-resolve": "16.0.3", vite: "8.3.8", webpack: "5.113.0" },
  jest: { jest: "30.5.2" },
  vitest: { vitest: "5.1.2" },
  telemetry: {
    "@opentelemetry/api": "1.9.1",
    "@opentelemetry/instrumentation": "0.223.0",
    "@opentelemetry/instrumentation-http": "0.223.0",
    "@opentelemetry/sdk-trace-node": "2.12.1",
  },
  stubs: { msw: "2.15.0", undici: "7.30.2" },
  node: Object.fromEntries(lines.map((major) => [`node-${major}`, `npm:node-${process.platform}-${process.arch}@${major}`])),
  bun: { bun: "1.4.5" },
  deno: { deno: "2.9.6" },
  workerd: { workerd: "1.20261117.1" },
} as const;

/** A version of a dependency that the newest release names by a tag which not every registry has. */
const overrides = { "node-fetch": "2.7.0" };

/** Nothing that was published within a day is installed. */
const aDayAgo = new Date(Date.now() - 24 * 3_600_000).toISOString();

const installed = new Map<string, Promise<string>>();

/**
 * Installs tools from the registry that npm is configured with, each once and without running any script of theirs.
 *
 * @param work where they go
 * @returns their `node_modules`
 * @throws {MissingError} when they cannot be installed
 */
export function installTools(work: string, name: keyof typeof versions): Promise<string> {
  const folder = join(work, "tools", name);
  const modules = installed.get(folder) ?? install(folder, name);
  installed.set(folder, modules);
  return modules;
}

async function install(folder: string, name: keyof typeof versions): Promise<string> {
  writeFiles(folder, { "package.json": { private: true, dependencies: versions[name], overrides } });
  const args = ["install", "--ignore-scripts", `--before=${aDayAgo}`, "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  try {
    await run("npm", args, { cwd: folder, env: withoutWorkspace(), timeout: 300_000 });
  } catch (error) {
    throw new MissingError(`${name} cannot be installed: ${(error as Error).message.split("\n").slice(0, 4).join(" ")}`);
  }
  return join(folder, "node_modules");
}

/** The program of a line of Node, the newest version of it. */
export async function nodeOf(work: string, line: Line): Promise<string> {
  return join(await installTools(work, "node"), `node-${line}`, "bin/node");
}

/** A program that a package brings along in another one for this system; what would link the two is an install script, which does not run. */
export function programIn(modules: string, scope: string, name: string): string {
  const folder = join(modules, scope);
  const packages = existsSync(folder) ? readdirSync(folder) : [];
  const files = packages.flatMap((its) => [join(folder, its, "bin", name), join(folder, its, name)]);
  const found = files.find((file) => existsSync(file));
  if (found === undefined) throw new MissingError(`${name} has no program for this system`);
  return found;
}

/** The environment without what pnpm adds for the scripts of this workspace, above all the commands that are installed here. */
export function withoutWorkspace(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_|^NODE_PATH$|^INIT_CWD$/i.test(name));
  const path = (process.env.PATH ?? "").split(":").filter((entry) => !entry.includes("node_modules") && !entry.includes("node-gyp-bin"));
  return { ...Object.fromEntries(kept), PATH: path.join(":") };
}
