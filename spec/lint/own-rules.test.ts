import { describe, expect, test } from "vitest";
import { contract, edited, lint } from "./lint.ts";

const path = "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation";
const errorContent = `      content:
        application/json:
          schema:
            $ref: "#/components/schemas/ErrorBody"
          examples:
            back-end-timeout:`;

interface Break {
  slip: string;
  from: string;
  to: string;
  rule: string;
  message: string;
}

/** One slip of the pen per row, and what the person who made it reads. */
const breaks: Break[] = [
  {
    slip: "an operation does not say whether it may be sent twice",
    from: "      x-idempotent: false\n",
    to: "",
    rule: "own/operation-states-behaviour",
    message: "Operation must state `x-idempotent` (true or false: may the request be sent twice without harm?).",
  },
  {
    slip: "an operation has no retry policy",
    from: "      x-retry:",
    to: "      x-retries:",
    rule: "own/operation-states-behaviour",
    message: "Operation must state `x-retry` (the retry policy, or false for none).",
  },
  {
    slip: "an operation does not say where it stands in the vendor's life cycle",
    from: "      x-lifecycle:",
    to: "      x-life-cycle:",
    rule: "own/operation-states-behaviour",
    message: "Operation must state `x-lifecycle` (the stage that the vendor gives the operation).",
  },
  {
    slip: "an error response has no content",
    from: errorContent,
    to: errorContent.replace("content:", "x-content:"),
    rule: "own/error-response-has-schema",
    message: "Error response 504 must have a content schema, or success is no longer told from failure by type.",
  },
  {
    slip: "an error response has content without a schema",
    from: errorContent,
    to: errorContent.replace("schema:", "x-schema:"),
    rule: "own/error-response-has-schema",
    message: "Error response 504 must have a content schema, or success is no longer told from failure by type.",
  },
  {
    slip: "a response has no example for the mock to answer with",
    from: errorContent,
    to: errorContent.replace("examples:", "x-examples:"),
    rule: "own/response-has-named-examples",
    message: "Response must have a named example; the mock answers with it.",
  },
  {
    slip: "an undocumented response gives no evidence",
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
    slip: "an example of a parameter is not among its values",
    from: "      example: restart\n",
    to: "      example: resume\n",
    rule: "no-invalid-parameter-examples",
    message: 'Example value must conform to the schema: must be equal to one of the allowed values "restart", "skip", "continue".',
  },
  {
    slip: "an example inside a schema has the wrong type",
    from: "        request_id:\n          type: string\n",
    to: "        request_id:\n          type: string\n          example: 7\n",
    rule: "no-invalid-schema-examples",
    message: "Example value must conform to the schema: type must be string.",
  },
  {
    slip: "a $ref points to nothing",
    from: "#/components/headers/RetryAfter",
    to: "#/components/headers/RetryAftr",
    rule: "no-unresolved-refs",
    message: "Can't resolve $ref",
  },
  {
    slip: "a value of an enum has another type than the enum",
    from: "[restart, skip, continue]",
    to: "[restart, skip, continue, 3]",
    rule: "no-enum-type-mismatch",
    message: 'All values of `enum` field must be of the same type as the `type` field: expected "string" but received "integer".',
  },
  {
    slip: "a value stands twice in an enum",
    from: "[restart, skip, continue]",
    to: "[restart, skip, continue, skip]",
    rule: "no-duplicated-enum-values",
    message: "Duplicated enum value found: 'skip'.",
  },
  {
    slip: "a type is misspelt",
    from: "        type: string\n        minLength: 32",
    to: "        type: text\n        minLength: 32",
    rule: "struct",
    message: '`type` can be one of the following only: "object", "array", "string", "number", "integer", "boolean", "null".',
  },
  {
    slip: "a path uses a parameter that is defined nowhere",
    from: "      name: workflow_id",
    to: "      name: workflow",
    rule: "path-parameters-defined",
    message: `The operation does not define the path parameter \`{workflow_id}\` expected by path \`${path}\`.`,
  },
  {
    slip: "a required property is not defined",
    from: "required: [error_code]",
    to: "required: [error_code, code]",
    rule: "no-required-schema-properties-undefined",
    message: "Required property 'code' is not defined.",
  },
  {
    slip: "a security scheme is misspelt",
    from: "  - token: []",
    to: "  - tokens: []",
    rule: "security-defined",
    message: "There is no `tokens` security scheme defined.",
  },
  {
    slip: "the address of a server uses a variable that is defined nowhere",
    from: 'url: "{endpoint}"',
    to: 'url: "{host}"',
    rule: "no-undefined-server-variable",
    message: "The `host` variable is not defined in the `variables` objects.",
  },
  {
    slip: "an operationId cannot stand in an address",
    from: "operationId: StartPausingWorkflowExecutions",
    to: "operationId: Start Pausing",
    rule: "operation-operationId-url-safe",
    message: "Operation `operationId` should not have URL invalid characters.",
  },
  {
    slip: "a component is used by nobody",
    from: "  headers:\n    RequestId:",
    to: "  headers:\n    Spare:\n      schema: { type: string }\n    RequestId:",
    rule: "no-unused-components",
    message: 'Component: "Spare" is never used.',
  },
];

describe.concurrent("A slip in the contract is told to the person who made it", () => {
  test("none: the contract as committed passes", async () => {
    expect(await lint(contract)).toMatchObject({ exitCode: 0, findings: [] });
  });

  test.for(breaks)("$slip ($rule)", async ({ from, to, rule, message }, { expect }) => {
    const { exitCode, findings } = await lint(edited(from, to));
    expect(findings).toContainEqual({ rule, message });
    expect(exitCode).toBe(1);
  });

  test("the file is no YAML: one sentence with line and column, no stack trace", async () => {
    const { exitCode, stderr } = await lint(edited("  title: Huawei", "  title: : Huawei"));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/bad indentation of a mapping entry in ".*aom\.yaml" \(4:10\)/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
