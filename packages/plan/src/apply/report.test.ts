import { expect, test } from "vitest";
import { nextStepOf, reportOf, type Verdict, verdictOf } from "./report.ts";

const done = reportOf("p", [], new Map(), { held: undefined, stopped: undefined });

test.each<[object, Verdict, ReturnType<typeof nextStepOf>]>([
  [{ unknown: 1, held: "Why.", stopped: "Why.", rejected: 1, left: 1 }, "in-doubt", "release"],
  [{ held: "Why.", stopped: "Why.", rejected: 1, left: 1 }, "held", "release"],
  [{ stopped: "Why.", rejected: 1, left: 1 }, "stopped", "continue"],
  [{ stopped: "Why." }, "stopped", "continue"],
  [{ rejected: 1, left: 1 }, "incomplete", "continue"],
  [{ stale: 1 }, "incomplete", undefined],
  [{ left: 1 }, "left", "continue"],
  [{ unknown: 1, left: 1 }, "in-doubt", "continue"],
  [{ unknown: 1 }, "in-doubt", "plan-doubt"],
  [{}, "applied", undefined],
])("what matters most is said first, and what may be done twice is proposed last: %j", (change, verdict, next) => {
  const report = { ...done, ...change };
  expect([verdictOf(report), nextStepOf(report)]).toEqual([verdict, next]);
});
