import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runToEnd } from "../machine/children.ts";
import type { Row } from "../measure/comparison.ts";
import type { Section } from "./bench.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** What a contributor waits for, on all cores and without the cache of turbo. */
export const tooling: Section = async ({ quick }) => {
  const { test } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts;
  const commands = [
    { name: "generate into an empty folder and compare", command: "turbo run generate:check", times: 3 },
    ...(quick ? [] : [{ name: "pnpm test, nothing cached", command: test, times: 1 }]),
  ];
  const rows: Row[] = [];
  for (const { name, command, times } of commands) {
    const samples: number[] = [];
    while (samples.length < times) samples.push(await secondsOf(`${command} --force`));
    rows.push({ name, ours: true, samples, ratios: [] });
  }
  return [{ section: "tooling", title: "Generation and tests", unit: "s", noise: 0, rows }];
};

async function secondsOf(command: string): Promise<number> {
  const env = { ...process.env, PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: "1" };
  const { milliseconds } = await runToEnd("sh", ["-c", command], { cwd: root, env, timeout: 900_000 });
  return milliseconds / 1000;
}
