import { type Case, once } from "./case.ts";
import { badAnswer } from "./cases/bad-answer.ts";
import { badFraming } from "./cases/bad-framing.ts";
import { noAnswer } from "./cases/no-answer.ts";
import { otherStatus } from "./cases/other-status.ts";
import { refusals } from "./cases/refusal.ts";

/** Everything that may go wrong once a request is read. */
export const cases: readonly Case[] = [
  { name: "nothing wrong", faults: { kind: "none" }, outcome: "applied", ...once, catches: "a suite that calls everything a failure" },
  ...noAnswer,
  ...badAnswer,
  ...otherStatus,
  ...badFraming,
  ...refusals,
];
