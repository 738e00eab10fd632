import { broken, type Case, once } from "../case.ts";

/** The request was read, and the answer is late or never comes. */
export const noAnswer: readonly Case[] = [
  { name: "reset after reading", faults: { kind: "reset-after-reading" }, ...broken, catches: "a resend of what may have been done" },
  { name: "closed after reading", faults: { kind: "close-after-reading" }, ...broken, catches: "an empty answer taken for success" },
  {
    name: "no answer",
    faults: { kind: "hang" },
    outcome: "unknown",
    code: "timeout",
    ...once,
    timeout: 150,
    catches: "a call without end, a resend after the time-out",
  },
  { name: "a late answer", faults: { kind: "delay", ms: 60 }, outcome: "applied", ...once, catches: "impatience" },
  {
    name: "an answer after the time-out",
    faults: { kind: "delay", ms: 2_000 },
    outcome: "unknown",
    code: "timeout",
    ...once,
    timeout: 150,
    catches: "a resend while the first is still being done",
  },
];
