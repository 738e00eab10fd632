import { problemWith } from "@aom-workflow/client";
import { type Operation, operations } from "@aom-workflow/types";
import { describe, expect, test } from "vitest";
import { commandsOf } from "./commands.ts";
import { parse } from "./program.ts";
import { resolveSettings } from "./settings.ts";

const today: Operation = operations.StartPausingWorkflowExecutions;

/** The contract as the vendor might extend it: a new parameter and a new action. */
const invented: Operation = {
  ...today,
  parameters: [
    ...today.parameters.map((each) => (each.name === "action" ? { ...each, enum: [...(each.enum ?? []), "rewind"] } : each)),
    {
      name: "retry_scope",
      in: "query",
      required: true,
      description: "What to run again.",
      minLength: 1,
      maxLength: 8,
      enum: ["node", "branch"],
    },
    { name: "operator_id", in: "query", required: false, description: "Who asks for it.", minLength: 2, maxLength: 9 },
  ],
};
const noProfile = { name: "default", namedBy: undefined, values: {} };
const given = ["--workflow", "w", "--execution", "e", "--node", "n", "--project", "p".repeat(32), "--region", "cn-north-4"];

function settingsOf(...argv: string[]) {
  const invocation = parse(argv, invented);
  if (invocation.kind !== "command") throw new Error(invocation.kind);
  return resolveSettings({ options: invocation.options, env: {}, profile: noProfile }, invented, problemWith);
}

describe("a parameter that is new in the contract", () => {
  test("appears in help with its values, description and limits", () => {
    const help = parse(["skip", "--help"], invented);
    expect(help).toMatchObject({
      kind: "help",
      text: expect.stringMatching(/--retry-scope <value> +What to run again\. \(one of node, branch\)/),
    });
    expect(help).toMatchObject({ text: expect.stringMatching(/--operator <id> +Who asks for it\. \(2 to 9 characters\)/) });
  });

  test("is demanded, checked and handed on", () => {
    expect(() => settingsOf("skip", ...given)).toThrow("--retry-scope is missing.");
    expect(() => settingsOf("skip", ...given, "--retry-scope", "all")).toThrow("--retry-scope must be one of node, branch.");
    expect(() => settingsOf("skip", ...given, "--retry-scope", "node", "--operator", "x")).toThrow(
      "--operator must have 2 to 9 characters; it has 1.",
    );
    expect(settingsOf("skip", ...given, "--retry-scope", "node").input).toMatchObject({ retryScope: "node", nodeId: "n", action: "skip" });
  });
});

test("an action that is new in the contract becomes a command", () => {
  expect(commandsOf(invented).flatMap(({ path, operates }) => (operates ? path : []))).toEqual([
    "restart",
    "skip",
    "continue",
    "rewind",
    "operate",
  ]);
  expect(settingsOf("rewind", ...given, "--retry-scope", "node").input).toMatchObject({ action: "rewind" });
});
