import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { type Gate, gatesFor } from "./gates.ts";
import { mutationsOf, nameOf } from "./mutations.ts";
import { readContract } from "./read-contract.ts";

/** Which of a contract's mutations a worker tries: every `of`th, from its own on. */
export interface Share {
  readonly contract: "aom" | "iam";
  readonly worker: number;
  readonly of: number;
}

/** What became of a mutation. */
export interface Verdict {
  readonly name: string;
  readonly kind: string;
  readonly closed: readonly Gate[];
}

const { contract, worker, of } = workerData as Share;
const folder = mkdtempSync(join(tmpdir(), "mutated-"));
try {
  const document = readContract(contract);
  const closedBy = await gatesFor(contract, document, folder);
  const verdicts: Verdict[] = [];
  for (const [index, mutation] of mutationsOf(document).entries()) {
    if (index % of !== worker) continue;
    const changed = structuredClone(document);
    mutation.apply(changed);
    verdicts.push({ name: nameOf(contract, mutation), kind: mutation.kind, closed: await closedBy(changed) });
  }
  parentPort?.postMessage(verdicts);
} finally {
  rmSync(folder, { recursive: true });
}
