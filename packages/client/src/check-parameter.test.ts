import { operations, type Parameter } from "@aom-workflow/types";
import { describe, expect, it } from "vitest";
import { problemWith } from "./check-parameter.ts";

const parameter = (name: string): Parameter => operations.StartPausingWorkflowExecutions.parameters.find((each) => each.name === name)!;

describe("what is wrong with a value", () => {
  it.each<[string, unknown, RegExp | undefined]>([
    ["workflow_id", "w", undefined],
    ["workflow_id", "x".repeat(64), undefined],
    ["workflow_id", "😀".repeat(64), undefined],
    ["workflow_id", "x".repeat(65), /1 to 64 characters; it has 65/],
    ["workflow_id", "😀".repeat(65), /it has 65/],
    ["workflow_id", "", /must not be empty/],
    ["workflow_id", undefined, /is missing/],
    ["workflow_id", null, /is missing/],
    ["workflow_id", 7, /must be a string, not a number/],
    ["workflow_id", ["a"], /must be a string, not an array/],
    ["workflow_id", ".", /would change the path/],
    ["workflow_id", "..", /would change the path/],
    ["workflow_id", "...", undefined],
    ["workflow_id", "a/b", undefined],
    ["workflow_id", "%2e%2e", undefined],
    ["workflow_id", "a\nb", /control characters/],
    ["workflow_id", "a\u0000", /control characters/],
    ["workflow_id", "a\u0085", /control characters/],
    ["workflow_id", "\ud83d", /surrogate/],
    ["workflow_id", "\ude00a", /surrogate/],
    ["project_id", "0".repeat(32), undefined],
    ["project_id", "0".repeat(31), /exactly 32 characters; it has 31/],
    ["project_id", "0".repeat(33), /exactly 32 characters; it has 33/],
    ["action", "restart", undefined],
    ["action", "SKIP", /must be one of restart, skip, continue/],
    ["action", "pause", /must be one of/],
  ])("%s = %j", (name, value, problem) => {
    if (problem) expect(problemWith(parameter(name), value)).toMatch(problem);
    else expect(problemWith(parameter(name), value)).toBeUndefined();
  });

  it("lets an optional parameter be left out", () => {
    expect(problemWith({ ...parameter("node_id"), required: false }, undefined)).toBeUndefined();
  });
});
