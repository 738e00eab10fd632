import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "./children.ts";
import { writeFiles } from "./folders.ts";

/** Something could not be installed on this machine. */
export class MissingError extends Error {
  override readonly name = "MissingError";
}

/** The supported major versions of Node. */
export const lines = ["20", "22", "24", "26"] as const;
export type Line = (typeof lines)[number];

/** Tools of others: exact versions, except for Node, where the newest of each major version is used. */
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

/** A dependency that the newest release names by a tag, which some registries lack. */
const overrides = { "node-fetch": "2.7.0" };

/** Versions published within the last day are not installed. */
const aDayAgo = new Date(Date.now() - 24 * 3_600_000).toISOString();

const installed = new Map<string, Promise<string>>();

/**
 * Installs tools from the registry that npm is configured with, once each and without running their scripts.
 *
 * @param work the folder to install into
 * @returns their `node_modules`
 * @throws {MissingError} if they cannot be installed
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

/** The newest `node` program of a major version. */
export async function nodeOf(work: string, line: Line): Promise<string> {
  return join(await installTools(work, "node"), `node-${line}`, "bin/node");
}

/** The program in a package's platform-specific dependency. Usually an install script would link it, but scripts do not run. */
export function programIn(modules: string, scope: string, name: string): string {
  const folder = join(modules, scope);
  const packages = existsSync(folder) ? readdirSync(folder) : [];
  const files = packages.flatMap((its) => [join(folder, its, "bin", name), join(folder, its, name)]);
  const found = files.find((file) => existsSync(file));
  if (found === undefined) throw new MissingError(`${name} has no program for this system`);
  return found;
}

/** The environment without what pnpm adds for this workspace's scripts, above all its installed commands. */
export function withoutWorkspace(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_|^NODE_PATH$|^INIT_CWD$/i.test(name));
  const path = (process.env.PATH ?? "").split(":").filter((entry) => !entry.includes("node_modules") && !entry.includes("node-gyp-bin"));
  return { ...Object.fromEntries(kept), PATH: path.join(":") };
}
