import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contractNamed, contracts } from "../contracts.ts";
import { lint } from "./lint.ts";

const errorContent = `      content:
        application/json:
          schema:
            $ref: "#/components/schemas/ErrorBody"
          examples:
            back-end-timeout:`;

interface Slip {
  slip: string;
  from: string;
  to: string;
  rule: string;
  message: string;
  /** The contract to edit. Default: `aom`. */
  contract?: string;
}

/** Mistakes in an extension of an operation, with the message that their author reads. */
const extensionSlips: Omit<Slip, "rule">[] = [
  {
    slip: "an operation has no effect",
    from: "      x-effect: once\n",
    to: "",
    message: "Operation must state `x-effect` (what sending it does: none, idempotent or once).",
  },
  {
    slip: "an effect has the value of another extension",
    from: "x-effect: once",
    to: "x-effect: false",
    message: "`x-effect` must be none, idempotent or once.",
  },
  {
    slip: "an operation has no retry policy",
    from: "      x-retry:",
    to: "      x-retries:",
    message: "Operation must state `x-retry` (the retry policy, or false for none).",
  },
  {
    slip: "a retry policy is a word",
    from: "x-retry:\n        maxAttempts: 2",
    to: "x-retry: never\n      x-was:\n        maxAttempts: 2",
    contract: "iam",
    message: "`x-retry` must be false or a policy.",
  },
  {
    slip: "a delay has a unit",
    from: "initialDelayMs: 500",
    to: "initialDelayMs: 500ms",
    message: "`x-retry.initialDelayMs` must be an integer, 0 or more.",
  },
  {
    slip: "`x-acts-on` is misspelt",
    from: "x-acts-on: node",
    to: "x-acts-on: nodes",
    message: "`x-acts-on` must be node or execution.",
  },
  {
    slip: "an operation that acts on a node does not name it",
    from: "x-acts-on: execution",
    to: "x-acts-on: node",
    message: "`x-acts-on: node` requires these inputs: node_id.",
  },
  {
    slip: "an operation that only reads has `x-acts-on`",
    from: "x-command: show",
    to: "x-command: show\n      x-acts-on: execution",
    message: "An operation with `x-acts-on` changes something: `x-effect` must not be none.",
  },
  {
    slip: "a command is in camelCase",
    from: "x-command: stop",
    to: "x-command: stopExecution",
    message: "`x-command` must be a word in kebab-case.",
  },
  {
    slip: "no attempt is allowed",
    from: "maxAttempts: 3",
    to: "maxAttempts: 0",
    message: "`x-retry.maxAttempts` must be an integer, 1 or more.",
  },
  {
    slip: "a number of the retry policy is misspelt",
    from: "maxRetryAfterMs:",
    to: "maxRetryAfter:",
    message: "`maxRetryAfter` is not known here.",
  },
  {
    slip: "a retry policy names no reasons",
    from: "on: [not-sent, throttled, gateway-unavailable, credentials-renewed]",
    to: "on: []",
    message: "`x-retry.on` must list reasons.",
  },
  {
    slip: "a reason for a retry is misspelt",
    from: "[not-sent, throttled",
    to: "[not-send, throttled",
    message: "`not-send` is not a reason for a retry.",
  },
  ...["connection-lost", "timeout", "server-error"].map((reason) => ({
    slip: `an operation with the effect once is retried after ${reason}`,
    from: "[not-sent, throttled, gateway-unavailable, credentials-renewed]",
    to: `[not-sent, throttled, gateway-unavailable, credentials-renewed, ${reason}]`,
    message: `\`${reason}\` must not repeat an operation with the effect \`once\`: the request may have been processed.`,
  })),
  {
    slip: "creating a temporary key becomes once, with the old retry policy",
    from: "x-effect: idempotent",
    to: "x-effect: once",
    contract: "iam",
    message: "`timeout` must not repeat an operation with the effect `once`: the request may have been processed.",
  },
  {
    slip: "an operation has no life cycle",
    from: "      x-lifecycle:",
    to: "      x-life-cycle:",
    message: "Operation must state `x-lifecycle` (the stage that the vendor gives the operation).",
  },
  {
    slip: "the stage of the life cycle is unknown",
    from: "stage: historical",
    to: "stage: retired",
    message: "`x-lifecycle` must have a `stage` (current or historical), a `note` and a `source`.",
  },
  {
    slip: "an operation has no name for its method",
    from: "      x-name: operate\n",
    to: "",
    message: "Operation must state `x-name` (the name of the method that calls it).",
  },
  {
    slip: "the name of a method is not in camelCase",
    from: "x-name: listProjects",
    to: "x-name: list-projects",
    contract: "iam",
    message: "`x-name` must be a method name in camelCase.",
  },
  {
    slip: "a form fixes a parameter that does not exist",
    from: "fixed: { action: skip }",
    to: "fixed: { actions: skip }",
    message: "`actions` is not a parameter of the operation.",
  },
  {
    slip: "a form fixes a value that the parameter does not have",
    from: "fixed: { action: skip }",
    to: "fixed: { action: skips }",
    message: '"skips" is not one of the values of `action`.',
  },
  {
    slip: "a form has no description",
    from: "          summary: Continue past a pause node.\n",
    to: "",
    message: "A form must have a `summary`, a `description` and `fixed`, the inputs that it sets.",
  },
  {
    slip: "`x-success` names a property that the response lacks",
    from: "        result: [success]",
    to: "        results: [success]",
    message: "`results` is not a property of the response.",
  },
  {
    slip: "the words in `x-success` are not a list",
    from: "        result: [success]",
    to: "        result: success",
    message: "`x-success` must list the words that mean success, or be any for every text.",
  },
  {
    slip: "a permission is not one of the vendor's actions",
    from: "x-permission: cms:execution:get",
    to: "x-permission: execution",
    message: "`x-permission` must be an action such as cms:execution:get.",
  },
];

/** The same for our other rules, and for the examples that the mock answers with. */
const slips: Slip[] = [
  {
    slip: "`x-scope` is not connection",
    from: "x-scope: connection",
    to: "x-scope: client",
    rule: "own/scope-is-connection",
    message: "`x-scope` must be connection.",
  },
  {
    slip: "an extension is misspelt",
    from: "      x-forms:",
    to: "      x-form:",
    rule: "own/known-extensions",
    message: "`x-form` is not an extension of these contracts.",
  },
  {
    slip: "an extension is at the wrong place",
    from: "      x-success:\n        result: [success]\n      x-lifecycle:",
    to: "      x-open: [success]\n      x-lifecycle:",
    rule: "own/known-extensions",
    message: "`x-open` belongs to: ServerVariable.",
  },
  {
    slip: "an error response has no content",
    from: errorContent,
    to: errorContent.replace("content:", "x-content:"),
    rule: "own/error-response-has-schema",
    message: "Error response 504 must have a content schema, or its error has no type.",
  },
  {
    slip: "an error response has content without a schema",
    from: errorContent,
    to: errorContent.replace("schema:", "x-schema:"),
    rule: "own/error-response-has-schema",
    message: "Error response 504 must have a content schema, or its error has no type.",
  },
  {
    slip: "a response has no example for the mock to send",
    from: errorContent,
    to: errorContent.replace("examples:", "x-examples:"),
    rule: "own/response-has-named-examples",
    message: "Response must have a named example; the mock answers with it.",
  },
  {
    slip: "an undocumented response has no evidence",
    from: "evidence: The gateway's table has 504",
    to: "because: The gateway's table has 504",
    rule: "own/undocumented-has-evidence",
    message: "`x-undocumented` must name its `evidence`.",
  },
  {
    slip: "an example of a response does not fit its schema",
    from: "value: { result: success }",
    to: "value: { result: 3 }",
    rule: "no-invalid-media-type-examples",
    message: "Example value must conform to the schema: `result` property type must be string,object.",
  },
  {
    slip: "an enum has a value twice",
    from: "enum: [restart, ",
    to: "enum: [restart, restart, ",
    rule: "own/no-duplicated-enum-values",
    message: 'Duplicated enum value: "restart".',
  },
];

describe("Each mistake in a contract is reported with what to change", () => {
  test.for(contracts)("none: $path as committed passes", async ({ name }) => {
    expect(await lint(name, read(name))).toEqual([]);
  });

  test.for([...extensionSlips.map((slip) => ({ ...slip, rule: "own/operation-extensions" })), ...slips])(
    "$slip ($rule)",
    async ({ from, to, rule, message, contract = "aom" }) => {
      const problems = await lint(contract, edited(contract, from, to));
      expect(problems.map(({ ruleId, message, severity }) => ({ ruleId, message, severity }))).toContainEqual({
        ruleId: rule,
        message,
        severity: "error",
      });
    },
  );

  test("two mistakes are reported in one run", async () => {
    const text = edited("aom", "x-acts-on: node", "x-acts-on: nodes").replace("x-command: stop", "x-command: Stop");
    expect((await lint("aom", text)).map(({ message }) => message)).toEqual([
      "`x-command` must be a word in kebab-case.",
      "`x-acts-on` must be node or execution.",
    ]);
  });

  test("the file is not YAML: one sentence with line and column", async () => {
    await expect(lint("aom", edited("aom", "  title: Huawei", "  title: : Huawei"))).rejects.toThrow(
      /^spec\/aom\.yaml:4:10 is not valid YAML: bad indentation of a mapping entry\. Correct the file and run again\.$/,
    );
  });

  test.for([
    ["itself", '      $ref: "#/components/schemas/Time"'],
    ["another that leads back", '      $ref: "#/components/schemas/Clock"\n    Clock:\n      $ref: "#/components/schemas/Time"'],
  ])("a reference leads to %s: one sentence with line and place", async ([, reference]) => {
    const text = edited("aom", "    Time:\n", `    Time:\n${reference}\n    Times:\n`);
    await expect(lint("aom", text)).rejects.toThrow(/^spec\/aom\.yaml:\d+ #\/components\/schemas\/\w+: a \$ref leads back to itself\.$/);
  });
});

function read(name: string): string {
  return readFileSync(contractNamed(name).url, "utf8");
}

/** The contract with one piece of text replaced; the piece has to be there. */
function edited(name: string, from: string, to: string): string {
  const text = read(name);
  if (!text.includes(from)) throw new Error(`${name}.yaml no longer contains ${JSON.stringify(from)}; choose another edit.`);
  return text.replace(from, () => to);
}
