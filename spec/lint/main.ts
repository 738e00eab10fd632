import { readFileSync } from "node:fs";
import { formatProblems, getTotals, type NormalizedProblem } from "@redocly/openapi-core";
import { contracts, lint } from "./lint.ts";
import { UnreadableContract } from "./unreadable.ts";

/** Lints every contract and exits with 1 where a rule found anything. */
const problems: NormalizedProblem[] = [];
for (const name of contracts) {
  try {
    problems.push(...(await lint(name, readFileSync(new URL(`../${name}.yaml`, import.meta.url), "utf8"))));
  } catch (error) {
    if (!(error instanceof UnreadableContract)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
formatProblems(problems, { totals: getTotals(problems), version: "" });
if (problems.length > 0) process.exitCode = 1;
else if (process.exitCode === undefined) process.stdout.write(`${contracts.length} contracts are valid.\n`);
