import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { scoreOf, survivorsIn } from "./report.ts";
import { withStryker } from "./stryker.ts";
import { readList, textOfList, unlisted } from "./survivors.ts";
import { targets } from "./targets.ts";

/**
 * Changes what is dangerous, a word at a time, and runs the tests that look at it: `pnpm mutate:code [NAME …]`. Ends with 1 where tests
 * notice less than 90 % of the changes, or one survives that `survivors/NAME.md` does not have. `--update` writes those lists.
 */
const least = 90;
const { positionals, values } = parseArgs({ allowPositionals: true, options: { update: { type: "boolean", default: false } } });
const unknown = positionals.find((name) => !targets.some((target) => target.name === name));
if (unknown !== undefined) {
  process.stderr.write(`There is no target ${unknown}. Targets: ${targets.map(({ name }) => name).join(", ")}.\n`);
  process.exit(2);
}

await withStryker((mutate) => {
  for (const target of targets) {
    if (positionals.length > 0 && !positionals.includes(target.name)) continue;
    const report = mutate(target);
    const score = scoreOf(report);
    const survivors = survivorsIn(report);
    process.stdout.write(`${target.name}: ${score.toFixed(1)} % noticed, ${survivors.length} survive.\n`);
    if (!(score >= least)) fail(`${target.name} is below ${least} %.`);
    const file = fileURLToPath(new URL(`survivors/${target.name}.md`, import.meta.url));
    const listed = existsSync(file) ? readList(readFileSync(file, "utf8")) : [];
    if (values.update) writeFileSync(file, textOfList(target.name, survivors, listed));
    for (const { file, code, replacement } of unlisted(survivors, listed)) {
      const text = `${file}: ${code} → ${replacement}`;
      if (values.update) process.stdout.write(`  say why it may survive: ${text}\n`);
      else fail(`  survives and is not listed: ${text}`);
    }
  }
});

function fail(why: string): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
}
