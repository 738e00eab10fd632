import { mkdirSync, writeFileSync } from "node:fs";
import { readOptions } from "../../lab/options.ts";
import { bumpsIn, readChangesets, shortfalls } from "../diff/changesets.ts";
import { baseline, fileAt } from "../diff/released.ts";
import type { Bump } from "../diff/verdict.ts";
import { compareSurfaces } from "./compare.ts";
import { packages, root, surfaceOf } from "./surface.ts";

const usage = `pnpm api:report [--from COMMIT] [--check]
Writes the exports of each package into its report, and prints how they changed.

  --from COMMIT  what to compare with; by default the last release, or before the first one the commit where the branch left main
  --check        writes nothing; exits with 1 if a name is gone or has another signature and no changeset says so`;

const values = readOptions(usage, { from: { type: "string" }, check: { type: "boolean" } });
const from = values.from ?? baseline(root);
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
process.stdout.write(
  [...lines, ...problems, `Compared with ${from ?? "nothing: there is neither a release nor a branch main"}.`, ""].join("\n"),
);
process.exitCode = problems.length === 0 ? 0 : 1;
