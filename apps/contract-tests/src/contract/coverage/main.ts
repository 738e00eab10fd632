import { parseArgs } from "node:util";
import { cellsOf } from "./cells.ts";
import { openLab } from "./lab.ts";

/**
 * Tries every cell of both contracts and prints how many there are of each kind. Ends with 1 where one goes wrong.
 * `--aom URL --iam URL`: against Prisms that somebody else started, such as those of its own command line.
 */
const { values: addresses } = parseArgs({ options: { aom: { type: "string" }, iam: { type: "string" } } });
const problems: string[] = [];
const rows = [["operation", "answers", "examples", "constraints", "requests", "wrong"]];
for (const name of ["aom", "iam"] as const) {
  await using lab = await openLab(name, addresses[name]);
  const cells = cellsOf(lab.contract);
  for (const operation of lab.contract.operations) {
    const own = cells.filter((cell) => cell.operation === operation);
    const before = problems.length;
    for (const cell of own) {
      const problem = await lab.attempt(cell);
      if (problem !== undefined) problems.push(`${cell.name}: ${problem}`);
    }
    const answers = own.filter((cell) => cell.kind === "answer");
    const requests = own.filter((cell) => cell.kind === "request");
    const statuses = new Set(answers.map(({ status }) => status)).size;
    const constraints = new Set(requests.map(({ name, constraint }) => `${name.replace(/: [^:]*$/, "")} ${constraint}`)).size;
    rows.push([operation.id, ...[statuses, answers.length, constraints, requests.length, problems.length - before].map(String)]);
  }
}
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
const lines = rows.map((row) =>
  row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "),
);
process.stdout.write(`${[...lines, ...problems].join("\n")}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
