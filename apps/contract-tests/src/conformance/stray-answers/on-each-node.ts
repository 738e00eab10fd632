import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { transports } from "../transports.ts";
import type { Tally } from "./play-schedule.ts";
import type { StrayServer } from "./stray-server.ts";

/** The outcome of the schedules over one transport on one Node. */
export interface Played extends Tally {
  readonly node: string;
  readonly transport: string;
  readonly server: StrayServer["counts"];
}

/** This Node, and the oldest that is supported, where it is installed; its `fetch` is another than that of later ones. */
export const nodes = [
  { version: "this Node", path: process.execPath },
  { version: "Node 20", path: findNode20() },
];

function findNode20(): string | undefined {
  const candidates = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "node"));
  return candidates.find((path) => {
    try {
      return execFileSync(path, ["--version"], { encoding: "utf8" }).startsWith("v20.");
    } catch {
      return false;
    }
  });
}

const names = ["default", ...transports.map(({ name }) => name), "through a proxy"];

/** Plays random schedules with so many calls over each transport, all at the same time. */
export async function playOn(node: string, calls: number, seed: number): Promise<readonly Played[]> {
  const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  try {
    const outfile = join(folder, "stray-answers.mjs");
    const entry = fileURLToPath(new URL("stray-answers.main.ts", import.meta.url));
    // Node 20 cannot read TypeScript.
    await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "error" });
    const play = async (name: string) => {
      const { stdout } = await promisify(execFile)(node, [outfile, name, String(calls), String(seed)]);
      return JSON.parse(stdout) as Played;
    };
    return await Promise.all(names.map(play));
  } finally {
    await rm(folder, { recursive: true });
  }
}
