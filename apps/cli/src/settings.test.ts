import { problemWith } from "@aom-workflow/client";
import { operations } from "@aom-workflow/types";
import { describe, expect, test } from "vitest";
import { resolveSettings } from "./settings.ts";

const ids = { workflow: "w", execution: "e", node: "n", action: "skip", project: "p".repeat(32) };

function settingsOf(options: Record<string, string>, env: Record<string, string> = {}, values: Record<string, string> = {}) {
  const profile = { name: "test", namedBy: undefined, values };
  return resolveSettings({ options: { ...ids, ...options }, env, profile }, operations.StartPausingWorkflowExecutions, problemWith);
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
    ["a profile is enough", {}, {}, { region: "cn-east-3" }, { region: "cn-east-3" }],
    [
      "a variable wins over the profile, whichever of the two it is",
      {},
      endpoint,
      { endpoint: "https://e.example" },
      { region: "cn-east-3" },
    ],
    ["a flag wins over the profile", { region: "cn-north-4" }, {}, { region: "cn-north-4" }, { endpoint: "https://p.example" }],
  ] as const)("%s", ([, options, env, place, profile]) => {
    expect(settingsOf(options, env, profile).place).toEqual(place);
  });

  test("two answers are no answer", () => {
    expect(() => settingsOf({}, { ...region, ...endpoint })).toThrow("AOM_WORKFLOW_REGION and AOM_WORKFLOW_ENDPOINT exclude each other");
    expect(() => settingsOf({}, {}, { region: "cn-east-3", endpoint: "https://e.example" })).toThrow(
      "The setting region of the profile test and the setting endpoint of the profile test exclude each other",
    );
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
  [{}, { AOM_WORKFLOW_TOKEN: "x" }, { kind: "environment", name: "AOM_WORKFLOW_TOKEN", value: "x" }],
  [{}, { AOM_WORKFLOW_TOKEN: "" }, undefined],
  [{}, { MINE: "y" }, { kind: "environment", name: "MINE", value: "y" }, { token: "env:MINE" }],
  [{}, { HOME: "/home/me" }, { kind: "file", path: "/home/me/t" }, { token: "file:~/t" }],
  [{}, { AOM_WORKFLOW_TOKEN: "x" }, { kind: "environment", name: "AOM_WORKFLOW_TOKEN", value: "x" }, { token: "file:t" }],
] as const)("%j with %j takes the token from %j", ([options, env, source, profile]) => {
  expect(settingsOf({ region: "r", ...options }, env, profile).token).toEqual(source);
});

test("everything that is wrong is told at once", () => {
  expect(() => settingsOf({ node: "", timeout: "x" })).toThrow(/--node must not be empty\. --region is missing.* --timeout must be/);
});
