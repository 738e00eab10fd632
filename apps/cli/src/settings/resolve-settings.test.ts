import { Secret } from "@aom-workflow/client";
import { operations } from "@aom-workflow/types";
import { describe, expect, test } from "vitest";
import { resolveSettings } from "./resolve-settings.ts";
import type { SettingSources } from "./setting-sources.ts";
import { tokenSource } from "./token-source.ts";

const ids = { workflow: "w", execution: "e", node: "n", project: "p".repeat(32) };

function sourcesOf(options: Record<string, string>, env: Record<string, string> = {}, values: Record<string, string> = {}): SettingSources {
  return { options: { ...ids, ...options }, env, profile: { name: "test", namedBy: undefined, values } };
}

function settingsOf(...sources: Parameters<typeof sourcesOf>) {
  return resolveSettings(sourcesOf(...sources), operations.skip, { mayLearnProject: false });
}

describe("where the service is", () => {
  const region = { AOM_WORKFLOW_REGION: "cn-east-3" };
  const endpoint = { AOM_WORKFLOW_ENDPOINT: "https://e.example" };

  test.for([
    ["a flag wins over its own variable", { region: "cn-north-4" }, region, { region: "cn-north-4" }],
    ["--region wins over the variable of an endpoint", { region: "cn-north-4" }, endpoint, { region: "cn-north-4" }],
    [
      "the variable of a region says whose IAM is asked beside --endpoint",
      { endpoint: "https://f.example" },
      region,
      { endpoint: "https://f.example", region: "cn-east-3" },
    ],
    ["a variable is enough", {}, endpoint, { endpoint: "https://e.example" }],
    ["an empty variable counts as not set", {}, { ...region, AOM_WORKFLOW_ENDPOINT: "" }, { region: "cn-east-3" }],
    ["a profile is enough", {}, {}, { region: "cn-east-3" }, { region: "cn-east-3" }],
    ["a flag wins over the profile", { region: "cn-north-4" }, {}, { region: "cn-north-4" }, { endpoint: "https://p.example" }],
    [
      "both at once do not contradict each other",
      { region: "cn-north-4", endpoint: "https://f.example" },
      {},
      { region: "cn-north-4", endpoint: "https://f.example" },
    ],
  ] as const)("%s", ([, options, env, place, profile]) => {
    expect(settingsOf(options, env, profile).place).toEqual(place);
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
  [{ "token-file": "t" }, { AOM_WORKFLOW_TOKEN: "x" }, { kind: "file", path: "t", origin: "flag" }],
  [{ "token-file": "-" }, {}, { kind: "stdin", origin: "flag" }],
  [{}, { AOM_WORKFLOW_TOKEN: "x" }, { kind: "environment", name: "AOM_WORKFLOW_TOKEN", value: new Secret("x"), origin: "environment" }],
  [{}, { AOM_WORKFLOW_TOKEN: "" }, undefined],
  [{}, { MINE: "y" }, { kind: "environment", name: "MINE", value: new Secret("y"), origin: "profile" }, { token: "env:MINE" }],
  [{}, { HOME: "/home/me" }, { kind: "file", path: "/home/me/t", origin: "profile" }, { token: "file:~/t" }],
  [
    {},
    { AOM_WORKFLOW_TOKEN: "x" },
    { kind: "environment", name: "AOM_WORKFLOW_TOKEN", value: new Secret("x"), origin: "environment" },
    { token: "file:t" },
  ],
] as const)("%j with %j takes the token from %j", ([options, env, source, profile]) => {
  const found = tokenSource(sourcesOf(options, env, profile));
  expect(found).toEqual(source);
  expect(revealed(found)).toBe(revealed(source));
});

/** Two secrets are equal for `toEqual`, whatever they hold. */
function revealed(source: object | undefined): string | undefined {
  return source && "value" in source ? (source.value as Secret).reveal() : undefined;
}

test("all mistakes are reported at once", () => {
  expect(() => settingsOf({ node: "", timeout: "x", endpoint: "aom" })).toThrow(
    /--node must not be empty\. --endpoint must be an address .* --timeout must be/,
  );
});
