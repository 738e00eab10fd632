import { problemWith } from "@aom-workflow/client";
import { operations } from "@aom-workflow/types";
import { describe, expect, test } from "vitest";
import { resolveSettings } from "./settings.ts";

const ids = { workflow: "w", execution: "e", node: "n", action: "skip", project: "p".repeat(32) };

function settingsOf(options: Record<string, string>, env: Record<string, string> = {}) {
  return resolveSettings({ ...ids, ...options }, env, operations.StartPausingWorkflowExecutions, problemWith);
}

describe("where the service is", () => {
  const region = { AOM_WORKFLOW_REGION: "cn-east-3" };
  const endpoint = { AOM_WORKFLOW_ENDPOINT: "https://e.example" };

  test.for([
    ["a flag wins over its own variable", { region: "cn-north-4" }, region, { region: "cn-north-4" }],
    ["--region wins over the variable of an endpoint", { region: "cn-north-4" }, endpoint, { region: "cn-north-4" }],
    ["--endpoint wins over the variable of a region", { endpoint: "https://f.example" }, region, { endpoint: "https://f.example" }],
    ["a variable is enough", {}, endpoint, { endpoint: "https://e.example" }],
    ["an empty variable counts as not set", {}, { ...region, AOM_WORKFLOW_ENDPOINT: "" }, { region: "cn-east-3" }],
  ] as const)("%s", ([, options, env, place]) => {
    expect(settingsOf(options, env).place).toEqual(place);
  });

  test("two answers are no answer", () => {
    expect(() => settingsOf({}, { ...region, ...endpoint })).toThrow("AOM_WORKFLOW_REGION and AOM_WORKFLOW_ENDPOINT exclude each other");
  });
});

test.for([
  ["30", 30_000],
  ["0.5", 500],
  ["2147483", 2_147_483_000],
] as const)("--timeout %s is %i ms", ([text, milliseconds]) => {
  expect(settingsOf({ region: "r", timeout: text }).timeout).toBe(milliseconds);
});

test.for(["", "abc", "0", "-1", "1e3", "0x10", "Infinity", "2147484", " 5", "5s"])("--timeout %j is refused", (text) => {
  expect(() => settingsOf({ region: "r", timeout: text })).toThrow("--timeout must be a number of seconds");
});

test.for([
  [{ tokenFile: "t" }, { AOM_WORKFLOW_TOKEN: "x" }, { kind: "file", path: "t" }],
  [{ tokenFile: "-" }, {}, { kind: "stdin" }],
  [{}, { AOM_WORKFLOW_TOKEN: "x" }, { kind: "environment", value: "x" }],
  [{}, { AOM_WORKFLOW_TOKEN: "" }, undefined],
] as const)("%j with %j takes the token from %j", ([options, env, source]) => {
  expect(settingsOf({ region: "r", ...options }, env).token).toEqual(source);
});

test("everything that is wrong is told at once", () => {
  expect(() => settingsOf({ node: "", timeout: "x" })).toThrow(/--node must not be empty\. --region is missing.* --timeout must be/);
});
