import { broken, type Case, once, unreadable } from "../case.ts";

/** Interim answers, and answers that HTTP does not allow. */
export const badFraming: readonly Case[] = [
  {
    name: "100 before the answer",
    faults: { kind: "informational" },
    outcome: "applied",
    ...once,
    // Node's fetch breaks off at a 100 that it did not ask for.
    over: { fetch: broken, "own fetch": broken },
    catches: "an interim answer taken for the answer",
  },
  {
    name: "103 before the answer",
    faults: { kind: "informational", status: 103 },
    outcome: "applied",
    ...once,
    catches: "early hints taken for the answer",
  },
  {
    name: "many 102 before the answer",
    faults: { kind: "informational", status: 102, count: 20 },
    outcome: "applied",
    ...once,
    catches: "patience for one interim answer only",
  },
  { name: "oversized headers", faults: { kind: "oversized-headers" }, ...broken, catches: "a header limit that escapes as a bug" },
  { name: "endless headers", faults: { kind: "endless-headers" }, ...broken, catches: "memory filled by headers" },
  { name: "endless body", faults: { kind: "endless-body" }, ...unreadable, catches: "memory filled by a body" },
  { name: "garbage", faults: { kind: "garbage" }, ...broken, catches: "a parse error that escapes" },
];
