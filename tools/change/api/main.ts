import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { bumpsIn, readChangesets, shortfalls } from "../diff/changesets.ts";
import { fileAt, lastRelease } from "../diff/released.ts";
import type { Bump } from "../diff/verdict.ts";
import { compareSurfaces } from "./compare.ts";
import { packages, root, surfaceOf } from "./surface.ts";

/**
 * Writes the report of what each package exports. `--check` compares with a commit, by default that of the last release, and ends with 1
 * where a name is gone or has another signature without a changeset that says so.
 */
const { values } = parseArgs({ options: { from: { type: "string" }, check: { type: "boolean" } } });
const from = values.from ?? lastRelease(root);
const wanted: Record<string, Bump> = {};
const lines: string[] = [];
for (const folder of packages) {
  const name = folder.slice("packages/".length);
  const path = `tools/change/api/reports/${name}.md`;
  const report = surfaceOf(folder);
  mkdirSync(new URL("reports/", import.meta.url), { recursive: true });
  if (!values.check) writeFileSync(new URL(`reports/${name}.md`, import.meta.url), report);
  const before = from === undefined ? undefined : fileAt(root, from, path);
  if (before === undefined) continue;
  const { broken, added } = compareSurfaces(before, report);
  lines.push(...broken.map((it) => `breaks  ${it}`), ...added.map((it) => `        ${it}`));
  if (broken.length + added.length > 0) wanted[`@aom-workflow/${name}`] = broken.length > 0 ? "minor" : "patch";
}
const problems = values.check ? shortfalls(wanted, bumpsIn(readChangesets(`${root}.changeset`).values()), "the API") : [];
process.stdout.write([...lines, ...problems, `Compared with ${from ?? "nothing: there is no release yet"}.`, ""].join("\n"));
process.exitCode = problems.length === 0 ? 0 : 1;
