import { describe, expect, it } from "vitest";
import { type FailureOutcome, outcomeOfCall } from "./outcome.ts";

describe("outcome of a call", () => {
  it.each<[FailureOutcome[], FailureOutcome]>([
    [["not-sent"], "not-sent"],
    [["rejected"], "rejected"],
    [["unknown"], "unknown"],
    [["rejected", "not-sent"], "rejected"],
    [["unknown", "rejected"], "unknown"],
    [["unknown", "not-sent"], "unknown"],
    [["not-sent", "unknown"], "unknown"],
    [[], "not-sent"],
  ])("of %j is %s: an unknown attempt stays unknown after a later one", (attempts, outcome) => {
    expect(outcomeOfCall(attempts)).toBe(outcome);
  });
});
