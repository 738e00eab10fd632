import { readFileSync, writeFileSync } from "node:fs";
import type { Baseline } from "./baseline.ts";

const file = new URL("../../baseline.json", import.meta.url);

/** The committed baseline. */
export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Replaces rows of the committed baseline and leaves the others as they are. */
export function updateBaseline({ node, rows }: Baseline): void {
  const before = readBaseline();
  writeFileSync(file, `${JSON.stringify({ node, rows: { ...before.rows, ...rows } }, null, 2)}\n`);
}
