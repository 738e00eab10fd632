import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { baselineRows } from "./baseline/baseline.ts";
import { readBaseline, updateBaseline } from "./baseline/baseline-file.ts";
import { findRegressions } from "./baseline/check.ts";
import type { Comparison } from "./measure/comparison.ts";
import { measureAll } from "./measure-all.ts";
import { type Options, parseOptions } from "./options.ts";
import { chart } from "./report/chart.ts";
import { jsonReport } from "./report/json.ts";
import { regressionText } from "./report/regression-text.ts";
import { table } from "./report/table.ts";
import { judge } from "./targets.ts";

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

try {
  const options = parseOptions(process.argv.slice(2));
  const comparisons = await measureAll(options, (comparison) => say(`${table(comparison, judge(comparison))}\n`));
  process.exitCode = report(comparisons, options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}

function report(comparisons: readonly Comparison[], options: Options): number {
  const verdicts = comparisons.flatMap((comparison) => judge(comparison));
  if (verdicts.length > 0) say(`${verdicts.filter(({ met }) => met).length} of ${verdicts.length} targets are met.`);
  if (options.json) writeFileSync(resolve(options.json), jsonReport(comparisons, verdicts));
  if (options.chart) writeFileSync(resolve(options.chart), chart(comparisons));

  const baseline = readBaseline();
  const rows = baselineRows(comparisons.filter(({ node }) => node === undefined || node.startsWith(`${baseline.node}.`)));
  if (options.updateBaseline) updateBaseline({ ...baseline, rows });
  if (!options.check) return 0;
  const regressions = findRegressions(baseline.rows, rows);
  say(
    regressions.length === 0
      ? `${Object.keys(rows).length} rows are no worse than the baseline.`
      : regressions.map(regressionText).join("\n"),
  );
  return regressions.length === 0 ? 0 : 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
