import { expect, test } from "vitest";
import { type About, withAbout } from "./about.ts";

const about: About = {
  action: "skip",
  document: { executionId: "e1" },
  timeoutMs: undefined,
  authority: undefined,
  onlyReads: false,
  look: "aom-workflow show e1",
  target: ["node n", "of execution e1", "in r"],
};

const talkAfter = (error: object) => withAbout({ exitCode: 2, document: { ok: false, error }, talk: "Sorry." }, about, "NOW").talk;

test.for([
  ["a person who answered no is not told that it was attempted", { code: "declined", outcome: "not-sent" }, "Sorry."],
  [
    "of many calls in a log, the line says which one failed",
    { code: "connection", outcome: "not-sent" },
    "Sorry.\nAttempted: skip node n of execution e1 in r, NOW.",
  ],
  [
    "where it may have been done, the execution has to be looked at",
    { code: "connection", outcome: "unknown" },
    "Sorry.\nAttempted: skip node n of execution e1 in r, NOW.\nLook first: aom-workflow show e1",
  ],
  [
    "where the state was read and forbids it, nothing has to be looked at first",
    { code: "state-refused", outcome: "not-sent" },
    "Sorry.\nAttempted: skip node n of execution e1 in r, NOW.\nTo see it: aom-workflow show e1",
  ],
] as const)("%s", ([, error, talk]) => {
  expect(talkAfter(error)).toBe(talk);
});
