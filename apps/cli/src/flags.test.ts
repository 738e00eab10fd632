import { operations } from "@aom-workflow/types";
import { expect, test } from "vitest";
import { flagForInput, flagsOf } from "./flags.ts";

test("the flags that people have in their scripts", () => {
  const flags = flagsOf(operations.StartPausingWorkflowExecutions);
  expect(flags.map(({ name, input }) => [name, input])).toEqual([
    ["project", "projectId"],
    ["workflow", "workflowId"],
    ["execution", "executionId"],
    ["action", "action"],
    ["node", "nodeId"],
  ]);
});

test("a name of the client leads back to its flag", () => {
  for (const { name, input } of flagsOf(operations.StartPausingWorkflowExecutions)) expect(flagForInput(input)).toBe(`--${name}`);
  expect(["region", "endpoint", "timeout", "deadline", "enterpriseProjectId"].map(flagForInput)).toEqual([
    "--region",
    "--endpoint",
    "--timeout",
    "--timeout",
    "--enterprise-project",
  ]);
});
