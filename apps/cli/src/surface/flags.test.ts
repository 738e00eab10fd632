import { operations, workflowOperationActionValues } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { expect, test } from "vitest";
import { commandsOf } from "./commands.ts";
import { flagOf, openParameters } from "./flags.ts";
import { globalOptions, helpOption, versionOption } from "./global-options.ts";

test("the flags that people have in their scripts", () => {
  const flags = (name: keyof typeof operations) => openParameters(operations[name]).map(({ input }) => flagOf(input));
  expect(flags("operate")).toEqual(["project", "workflow", "execution", "action", "node"]);
  for (const name of workflowOperationActionValues) expect(flags(name)).toEqual(["project", "workflow", "execution", "node"]);
});

test.for([
  ["workflowId", "workflow"],
  ["enterpriseProjectId", "enterprise-project"],
  ["id", "id"],
  ["retryScope", "retry-scope"],
] as const)("the input %s has the flag --%s", ([input, flag]) => {
  expect(flagOf(input)).toBe(flag);
});

test("an option takes a value in every command or in none, and no command has two of a name", () => {
  const takesValue = new Map<string, boolean>();
  for (const { path, options } of commandsOf(operations, docs)) {
    const all = [...options, ...globalOptions, helpOption, versionOption];
    expect(new Set(all.map(({ name }) => name)).size, path.join(" ")).toBe(all.length);
    for (const { name, placeholder } of all) {
      expect(takesValue.get(name) ?? placeholder !== undefined, name).toBe(placeholder !== undefined);
      takesValue.set(name, placeholder !== undefined);
    }
  }
});
