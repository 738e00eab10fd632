import { parseArgs } from "node:util";
import { type Budget, budgets } from "../budgets.ts";
import { findCores, moveTo } from "./cores.ts";
import { judge, table } from "./judge.ts";
import { prepareProcesses } from "./processes.ts";
import { startServer } from "./server.ts";
import { sections } from "./tables.ts";

/**
 * `pnpm bench`: measures, and fails if a budget is exceeded. `--only` takes some of the sections, `--quick` makes few rounds.
 */
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const { values } = parseArgs({ options: { only: { type: "string" }, quick: { type: "boolean", default: false } } });
const wanted = values.only?.split(",") ?? Object.keys(sections);
const unknown = wanted.find((name) => sections[name] === undefined);
if (unknown !== undefined) {
  process.stderr.write(`Unknown section "${unknown}". pnpm bench [--only ${Object.keys(sections).join(",")}] [--quick]\n`);
  process.exit(2);
}

const cores = findCores();
if (cores) moveTo(cores.server);
const server = await startServer();
const bench = { server, processes: await prepareProcesses(server), quick: values.quick };
const exceeded: string[] = [];
for (const name of wanted) {
  // The measured process has one core and the server another; the tests use all.
  if (cores) moveTo(name === "tests" ? cores.all : cores.client);
  for await (const comparison of sections[name]!(bench)) {
    const tables: Readonly<Record<string, Readonly<Record<string, Budget>>>> = budgets.speed;
    const rows = tables[comparison.title];
    if (rows === undefined) throw new Error(`There are no budgets for "${comparison.title}".`);
    const verdicts = judge(comparison, rows);
    process.stdout.write(`${table(comparison, verdicts)}\n`);
    exceeded.push(...verdicts.filter(({ within }) => !within).map(({ row }) => `${comparison.title}: ${row}`));
  }
}
server.stop();
process.stdout.write(exceeded.length === 0 ? "Every number is within its budget.\n" : `Over budget:\n  ${exceeded.join("\n  ")}\n`);
process.exitCode = exceeded.length === 0 ? 0 : 1;
