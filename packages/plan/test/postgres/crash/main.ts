import { readOptions } from "../../../../../tools/lab/options.ts";
import { crash } from "./crash.ts";

const usage = `Applies a plan with several workers on a journal in PostgreSQL, while they and the server are ended at any moment.

  pnpm kill:postgres [--actions 10000] [--workers 3] [--rate 150] [--seed 1]`;
const options = readOptions(usage, {
  actions: { type: "string", default: "10000" },
  workers: { type: "string", default: "3" },
  rate: { type: "string", default: "150" },
  seed: { type: "string", default: "1" },
});
const given = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, Number(value)])) as Record<
  "actions" | "workers" | "rate" | "seed",
  number
>;
const { report, problems, ...numbers } = await crash({ ...given, workerEvery: 8000, databaseEvery: 25_000 });
const { planned, applied, rejected, unknown, stale, left } = report;
process.stdout.write(`${JSON.stringify({ planned, applied, rejected, unknown, stale, left, ...numbers })}\n`);
process.stdout.write(problems.length === 0 ? "Nothing was done twice, and nothing forgotten.\n" : `${problems.join("\n")}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
