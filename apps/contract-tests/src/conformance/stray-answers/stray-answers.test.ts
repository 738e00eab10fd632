import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, it } from "vitest";
import { transports } from "../transports.ts";

/** Over every transport and every Node together. */
const total = Number(process.env.STRAY_SCHEDULES ?? 300);
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31);

const nodes = [
  { version: "this Node", path: process.execPath },
  { version: "Node 20", path: findNode20() },
];

/** The oldest Node that is supported, where it is installed; its `fetch` is another than that of later ones. */
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

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  program = join(folder, "stray-answers.mjs");
  const entry = fileURLToPath(new URL("stray-answers.main.ts", import.meta.url));
  // Node 20 cannot read TypeScript.
  await build({ entryPoints: [entry], outfile: program, bundle: true, platform: "node", format: "esm", target: "node20" });
});
afterAll(() => rm(folder, { recursive: true }));

describe(`random stray answers (FAULT_SEED=${seed})`, () => {
  const runs = Math.ceil(total / transports.length / nodes.length);

  it.concurrent.for(nodes)(
    "on $version nothing is done twice over any transport, and no outcome is that of another answer",
    { timeout: 1_800_000 },
    async (node, { skip, expect }) => {
      if (node.path === undefined) return skip();
      const { stdout } = await promisify(execFile)(node.path, [program, String(runs), String(seed)]);
      if (process.env.STRAY_SCHEDULES) process.stdout.write(stdout);
      const played = stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(played).toMatchObject(transports.map(({ name }) => ({ transport: name, problem: null, schedules: runs, doneTwice: 0 })));
      // Else it would have shown nothing.
      for (const { strays } of played) expect(strays).toBeGreaterThan(runs / 2);
    },
  );
});
