import { readFileSync } from "node:fs";
import { formatProblems, getTotals, type NormalizedProblem } from "@redocly/openapi-core";
import { contracts } from "../contracts.ts";
import { ContractError } from "../read/contract-error.ts";
import { lint } from "./lint.ts";

/** Lints every contract. Exits with 1 if there is a problem. */
const problems: NormalizedProblem[] = [];
for (const { name, url } of contracts) {
  try {
    problems.push(...(await lint(name, readFileSync(url, "utf8"))));
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
formatProblems(problems, { totals: getTotals(problems), version: "", maxProblems: problems.length });
if (problems.length > 0) process.exitCode = 1;
else if (process.exitCode === undefined) process.stdout.write(`${contracts.length} contracts are valid.\n`);
