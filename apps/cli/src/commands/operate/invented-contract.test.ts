import { type Operation, operations, type Parameter } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { describe, expect, test } from "vitest";
import { parse } from "../../parse/parse.ts";
import { resolveSettings } from "../../settings/resolve-settings.ts";
import { actionWords } from "../../surface/action-words.ts";
import { commandsOf } from "../../surface/commands.ts";

const scope: Parameter = {
  name: "retry_scope",
  input: "retryScope",
  in: "query",
  required: true,
  schema: { type: "string", minLength: 1, maxLength: 8, enum: ["node", "branch"] },
};
const operator: Parameter = {
  name: "operator_id",
  input: "operatorId",
  in: "query",
  required: false,
  schema: { type: "string", minLength: 2, maxLength: 9 },
};
const limit: Parameter = {
  name: "limit",
  input: "limit",
  in: "query",
  required: false,
  schema: { type: "integer", minimum: 1, maximum: 100 },
};
const tags: Parameter = {
  name: "tags",
  input: "tags",
  in: "body",
  required: false,
  schema: { type: "array", items: { type: "string" } },
};

/** The contract as the vendor might extend it: a new form, new parameters and an operation that only reads. */
const invented: Readonly<Record<string, Operation>> = {
  ...operations,
  rewind: {
    ...operations.skip,
    name: "rewind",
    command: "rewind",
    fixed: { action: "rewind" },
    parameters: [...operations.skip.parameters, scope, operator],
  },
  list: {
    ...operations.skip,
    id: "ListExecutions",
    name: "list",
    command: "list",
    method: "GET",
    effect: "none",
    fixed: {},
    parameters: [...operations.skip.parameters.filter(({ scope }) => scope), limit, tags],
  },
};
const inputs = {
  retryScope: { description: "What to execute again." },
  operatorId: { description: "Who asks for it." },
  limit: { description: "How many." },
  tags: { description: "What it is about." },
};
const inventedDocs = { ...docs.skip, inputs: { ...docs.skip.inputs, ...inputs } };
const commands = commandsOf(invented, { ...docs, rewind: inventedDocs, list: { ...inventedDocs, summary: "List executions." } });
const profile = { name: "default", namedBy: undefined, values: {} };
const place = ["--project", "p".repeat(32), "--region", "cn-north-4"];
const given = ["--workflow", "w", "--execution", "e", "--node", "n", ...place];

function settingsOf(...argv: string[]) {
  const invocation = parse(argv, commands);
  if (invocation.kind !== "command") throw new Error(invocation.kind);
  const { options, command } = invocation;
  return resolveSettings({ options, env: {}, profile }, command.operation as Operation, { mayLearnProject: false });
}

test("an operation that is new in the contract becomes a command", () => {
  const names = commands.flatMap(({ path, operation }) => (operation ? path : []));
  expect(names).toEqual(expect.arrayContaining(["list", "rewind"]));
});

test("an action that is new in the contract is checked, waited for and confirmed, in plain words", () => {
  const options = commands.find(({ path }) => path[0] === "rewind")?.options.map(({ name }) => name);
  expect(options).toEqual(expect.arrayContaining(["no-check", "wait", "wait-timeout", "yes"]));
  expect(actionWords("rewind")).toEqual({ done: "Called rewind on", doing: "Calling rewind on", question: "Call rewind?" });
});

describe("a parameter that is new in the contract", () => {
  test("appears in help with its values, description and limits", () => {
    const help = (name: string) => (parse([name, "--help"], commands) as { text: string }).text;
    expect(help("rewind")).toMatch(/--retry-scope <value> +What to execute again\. \(one of node, branch\)/);
    expect(help("rewind")).toMatch(/--operator <id> +Who asks for it\. \(2 to 9 characters\)/);
    expect(help("list")).toMatch(/--limit <number> +How many\. \(1 to 100\)/);
  });

  test("is demanded, checked and handed on", () => {
    expect(() => settingsOf("rewind", ...given)).toThrow("--retry-scope is missing.");
    expect(() => settingsOf("rewind", ...given, "--retry-scope", "all")).toThrow("--retry-scope must be one of node, branch;");
    expect(() => settingsOf("rewind", ...given, "--retry-scope", "node", "--operator", "x")).toThrow(
      "--operator must have 2 to 9 characters; it has 1.",
    );
    expect(settingsOf("rewind", ...given, "--retry-scope", "node").input).toMatchObject({ retryScope: "node", nodeId: "n" });
  });

  test("that is not a string is written as JSON", () => {
    expect(settingsOf("list", ...place, "--limit", "5", "--tags", '["a","b"]').input).toEqual({ limit: 5, tags: ["a", "b"] });
    expect(() => settingsOf("list", ...place, "--limit", "five")).toThrow("--limit must be an integer, not a string.");
    expect(() => settingsOf("list", ...place, "--limit", "101")).toThrow("--limit must be 1 to 100; it is 101.");
    expect(() => settingsOf("list", ...place, "--tags", "[1]")).toThrow("--tags[0] must be a string, not 1.");
  });
});
