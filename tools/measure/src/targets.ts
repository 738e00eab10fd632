import type { Comparison, Row } from "./measure/comparison.ts";
import { ratiosTo } from "./measure/side-by-side.ts";
import { quantile } from "./measure/statistics.ts";

/** What the median of a row must not exceed. */
export interface Target {
  row: string;
  /** Name of the row that it is divided by, round by round; absent: the number itself counts. */
  relativeTo?: string;
  atMost: number;
}

/** A target and what became of it. */
export interface Verdict extends Target {
  comparison: string;
  value: number;
  met: boolean;
}

/** Speed is promised for this version of Node; others are measured to be looked at. */
const promisedFor = "24";

const bare = { relativeTo: "node -e 0" };
const fetch = { relativeTo: "fetch, token" };
// A fetch that keeps the same promise: what must not be done twice needs a connection of its own.
const fetchApart = { relativeTo: "fetch, token, a connection each" };
const cpu: readonly Target[] = [
  { row: "client, token", ...fetchApart, atMost: 0.5 },
  { row: "client, a reading", ...fetch, atMost: 0.75 },
  { row: "client and auth, signed", ...fetchApart, atMost: 0.6 },
  { row: "client over fetch, token", ...fetchApart, atMost: 1.2 },
];

/** By the title of the comparison. */
export const targets: Readonly<Record<string, readonly Target[]>> = {
  "Whole process": [
    { row: "aom-workflow --version", ...bare, atMost: 1.35 },
    { row: "aom-workflow --help", ...bare, atMost: 1.35 },
    { row: "aom-workflow restart, token", ...bare, atMost: 1.9 },
    { row: "aom-workflow restart, keys", ...bare, atMost: 1.9 },
    { row: "aom-workflow restart, token, https", ...bare, atMost: 2.7 },
    { row: "aom-workflow restart, keys, https", ...bare, atMost: 2.7 },
    { row: "script: import client", ...bare, atMost: 1.4 },
    { row: "script: import client and auth", ...bare, atMost: 1.5 },
    { row: "script: one call of client and auth, signed", ...bare, atMost: 2.0 },
  ],
  "CPU per call, one at a time": cpu,
  "CPU per call, 64 at once": cpu,
  "CPU per call over TLS, one at a time": [
    { row: "client, token", ...fetchApart, atMost: 0.65 },
    { row: "client, a reading", ...fetch, atMost: 0.75 },
  ],
  "Resident memory after 20,000 calls, 64 at once": [
    { row: "client, token", atMost: 110 },
    { row: "client, token, 200,000 calls", relativeTo: "client, token", atMost: 1.1 },
    { row: "client and auth, signed", atMost: 110 },
    { row: "client and auth, signed, 200,000 calls", relativeTo: "client and auth, signed", atMost: 1.1 },
  ],
  "Live memory after 20,000 calls, 64 at once": [
    { row: "client and auth, signed, 200,000 calls", relativeTo: "client and auth, signed", atMost: 1.1 },
  ],
  Signature: [
    { row: "sign()", atMost: 7 },
    { row: "accessKey()", atMost: 7 },
  ],
  "Bundle of a script with one call, minified, gzip": [
    { row: "client, token", atMost: 9.5 },
    { row: "client and auth, signed", atMost: 12 },
    { row: "client, token, for Node", atMost: 9.5 },
    { row: "client and auth, signed, for Node", atMost: 12 },
  ],
  "Installed packages": [{ row: "client and auth", atMost: 7 }],
  "Installed size": [{ row: "client and auth", atMost: 1 }],
};

/** Holds what was measured against the targets. Nothing is promised for other versions of Node. */
export function judge(comparison: Comparison, all = targets): Verdict[] {
  if (comparison.node !== undefined && comparison.node.split(".")[0] !== promisedFor) return [];
  return (all[comparison.title] ?? []).map((target) => {
    const value = quantile(numbersOf(target, comparison), 0.5);
    return { ...target, comparison: comparison.title, value, met: value <= target.atMost };
  });
}

function numbersOf({ row, relativeTo }: Target, comparison: Comparison): readonly number[] {
  const { samples } = rowOf(row, comparison);
  return relativeTo === undefined ? samples : ratiosTo(rowOf(relativeTo, comparison).samples, samples);
}

function rowOf(name: string, { title, rows }: Comparison): Row {
  const row = rows.find((it) => it.name === name);
  if (!row) throw new Error(`There is a target for "${name}", which "${title}" does not measure.`);
  return row;
}
