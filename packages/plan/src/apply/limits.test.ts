import { expect, test } from "vitest";
import { noCounts } from "../journal/ledger.ts";
import { canaryOf } from "./limits.ts";

const counts = { ...noCounts, unknown: 1 };
const mark = { held: undefined, released: undefined, approved: undefined, closed: undefined };
const pruned = (applied: number) => ({ at: 0, removed: 199, applied });

test.each([
  ["waited for", mark, 5],
  ["counted as before after their outcomes were pruned", { ...mark, pruned: pruned(199) }, 0],
  ["waited for if too few of the pruned ones were applied", { ...mark, pruned: pruned(4) }, 5],
] as const)("the first actions of a plan are %s", (_, planMark, first) => {
  expect(canaryOf(counts, planMark, 200, undefined)).toBe(first);
});
