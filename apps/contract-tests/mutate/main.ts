import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { equivalent } from "./equivalent.ts";
import { reportOf } from "./report.ts";
import type { Share, Verdict } from "./worker.ts";

/** Changes one fact of a contract after the other and says which gates notice. Ends with 1 where nobody notices a change. */
const start = performance.now();
const of = Math.max(1, Math.min(4, availableParallelism()));
const shares = (["aom", "iam"] as const).flatMap((contract) =>
  Array.from({ length: of }, (_, worker): Share => ({ contract, worker, of })),
);
const verdicts: Verdict[] = [];
// As many at once as there are cores; each takes the next share when it is done.
const queue = shares.values();
await Promise.all(
  Array.from({ length: of }, async () => {
    for (const share of queue) verdicts.push(...(await verdictsOf(share)));
  }),
);

const { text, survivors, stale } = reportOf(verdicts, equivalent);
const known = Object.entries(equivalent).map(([name, reason]) => `equivalent  ${name}: ${reason}`);
const lines = [
  text,
  "",
  ...known,
  ...survivors.map((name) => `SURVIVED    ${name}`),
  ...stale.map((name) => `STALE       ${name} is called equivalent, but is not among the survivors`),
  `${verdicts.length} single facts changed in ${Math.round((performance.now() - start) / 1000)} s: ${survivors.length} survived, ${known.length} are equivalent.`,
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = survivors.length + stale.length === 0 ? 0 : 1;

function verdictsOf(workerData: Share): Promise<readonly Verdict[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData });
    worker.once("message", resolve).once("error", reject);
    worker.once("exit", (code) => reject(new Error(`A worker ended with ${code}.`)));
  });
}
