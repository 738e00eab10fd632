import type { Parameter, ValueSchema } from "@aom-workflow/types";
import { describe, expect, it } from "vitest";
import { inputProblem } from "./check-input.ts";

const text: ValueSchema = { type: "string", minLength: 1, maxLength: 64 };

/** What is wrong with a value of this schema, as a user reads it after the name of the input. */
function problemOf(schema: ValueSchema, value: unknown, where: Parameter["in"] = "query", required = true): string | undefined {
  return inputProblem({ name: "it", input: "it", in: where, required, schema }, value);
}

describe("a text", () => {
  it.each<[unknown, string | undefined]>([
    ["w", undefined],
    ["x".repeat(64), undefined],
    ["😀".repeat(64), undefined],
    ["x".repeat(65), " must have 1 to 64 characters; it has 65"],
    ["😀".repeat(65), " must have 1 to 64 characters; it has 65"],
    ["", " must not be empty"],
    [undefined, " is missing"],
    [null, " is missing"],
    [7, " must be a string, not 7"],
    [true, " must be a string, not a boolean"],
    [["a"], " must be a string, not an array"],
    [{}, " must be a string, not an object"],
    ["a/b", undefined],
    ["%2e%2e", undefined],
    ["a\nb", " must not contain control characters such as a line break"],
    ["a\u0000", " must not contain control characters such as a line break"],
    ["a\u0085", " must not contain control characters such as a line break"],
    ["\ud83d", " contains half of a surrogate pair, which cannot be encoded"],
    ["\ude00a", " contains half of a surrogate pair, which cannot be encoded"],
  ])("%j: %j", (value, problem) => {
    expect(problemOf(text, value)).toBe(problem);
  });

  it.each<[ValueSchema, string, string | undefined]>([
    [{ type: "string", minLength: 32, maxLength: 32 }, "0".repeat(32), undefined],
    [{ type: "string", minLength: 32, maxLength: 32 }, "0".repeat(31), " must have exactly 32 characters; it has 31"],
    [{ type: "string", minLength: 2 }, "x", " must have at least 2 characters; it has 1"],
    [{ type: "string", maxLength: 2 }, "xyz", " must have at most 2 characters; it has 3"],
    [{ type: "string", enum: ["restart", "skip"] }, "restart", undefined],
    [{ type: "string", enum: ["restart", "skip"] }, "SKIP", " must be one of restart, skip"],
    [{ type: "string", enum: ["restart", "skip"] }, "", " must not be empty"],
    [{ type: "string", pattern: "^[a-z]+$" }, "abc", undefined],
    [{ type: "string", pattern: "^[a-z]+$" }, "a1", " must match ^[a-z]+$"],
    [{ type: "string", pattern: "^.$" }, "😀", undefined],
  ])("of %j, %j: %j", (schema, value, problem) => {
    expect(problemOf(schema, value)).toBe(problem);
  });
});

describe("a number, a boolean", () => {
  const limit: ValueSchema = { type: "integer", minimum: 1, maximum: 100 };
  const ratio: ValueSchema = { type: "number", minimum: 0 };

  it.each<[ValueSchema, unknown, string | undefined]>([
    [limit, 1, undefined],
    [limit, 100, undefined],
    [limit, 0, " must be 1 to 100; it is 0"],
    [limit, 101, " must be 1 to 100; it is 101"],
    [limit, 1.5, " must be an integer, not 1.5"],
    [limit, "7", " must be an integer, not a string"],
    [limit, Number.NaN, " must be an integer, not NaN"],
    [limit, 2 ** 53, " must be an integer, not 9007199254740992"],
    [limit, 7n, " must be an integer, not a bigint"],
    [ratio, 0.5, undefined],
    [ratio, -0.5, " must be at least 0; it is -0.5"],
    [ratio, Number.POSITIVE_INFINITY, " must be a number, not Infinity"],
    [{ type: "number", maximum: 1 }, 2, " must be at most 1; it is 2"],
    [{ type: "integer", enum: [1, 2] }, 3, " must be one of 1, 2"],
    [{ type: "boolean" }, false, undefined],
    [{ type: "boolean" }, "false", " must be a boolean, not a string"],
    [{ type: "boolean" }, 0, " must be a boolean, not 0"],
  ])("of %j, %s: %j", (schema, value, problem) => {
    expect(problemOf(schema, value)).toBe(problem);
  });
});

describe("a list", () => {
  const states: ValueSchema = { type: "array", minItems: 1, maxItems: 2, items: { type: "string", maxLength: 4 } };

  it.each<[unknown, string | undefined]>([
    [["a", "b"], undefined],
    [[], " must have 1 to 2 items; it has 0"],
    [["a", "b", "c"], " must have 1 to 2 items; it has 3"],
    [["a", "toolong"], "[1] must have at most 4 characters; it has 7"],
    [["a", 7], "[1] must be a string, not 7"],
    [[undefined], "[0] must be a string, not undefined"],
    [new Array(1), "[0] must be a string, not undefined"],
    ["a", " must be an array, not a string"],
    [{ 0: "a", length: 1 }, " must be an array, not an object"],
  ])("%j: %j", (value, problem) => {
    expect(problemOf(states, value)).toBe(problem);
  });
});

describe("the error of a JSON body names the place inside it", () => {
  const credentials: ValueSchema = {
    type: "object",
    required: ["identity"],
    properties: {
      identity: {
        type: "object",
        required: ["methods"],
        additionalProperties: false,
        properties: {
          methods: { type: "array", items: { type: "string", enum: ["password", "token"] } },
          password: { type: "object", properties: { user: { type: "object", required: ["name"] } } },
          note: { type: "string", nullable: true },
        },
      },
    },
  };

  it.each<[unknown, string | undefined]>([
    [{ identity: { methods: ["password"] } }, undefined],
    [{ identity: { methods: ["password"] }, more: { anything: 1 } }, undefined],
    [{ identity: { methods: ["password"], note: null } }, undefined],
    [{ identity: { methods: ["password"], password: undefined } }, undefined],
    [undefined, " is missing"],
    [[], " must be an object, not an array"],
    [{}, ".identity is missing"],
    [{ identity: null }, ".identity must be an object, not null"],
    [{ identity: {} }, ".identity.methods is missing"],
    [{ identity: { methods: "password" } }, ".identity.methods must be an array, not a string"],
    [{ identity: { methods: ["password", "tokens"] } }, ".identity.methods[1] must be one of password, token"],
    [{ identity: { methods: [], password: { user: {} } } }, ".identity.password.user.name is missing"],
    [{ identity: { methods: [], mfa: true } }, ".identity.mfa is not a property that the contract knows"],
    [{ identity: { methods: [], toString: "x" } }, ".identity.toString is not a property that the contract knows"],
    [{ identity: { methods: [], note: 1 } }, ".identity.note must be a string, not 1"],
  ])("%j: %j", (value, problem) => {
    expect(problemOf(credentials, value, "body")).toBe(problem);
  });

  it("any JSON value may be sent if the contract says nothing of it", () => {
    for (const value of ["", 0, false, [], {}, [{ a: [null] }]]) expect(problemOf({}, value, "body")).toBeUndefined();
  });
});

describe("the values that each part of a request allows", () => {
  it.each<[Parameter["in"], string, string | undefined]>([
    ["path", ".", ' must not be ".", which would change the path'],
    ["path", "..", ' must not be "..", which would change the path'],
    ["path", "...", undefined],
    ["query", "..", undefined],
    ["query", "中", undefined],
    ["header", "en-us", undefined],
    ["header", "中", " must not contain characters other than ASCII"],
    ["header", "a\r\nX-Evil: 1", " must not contain control characters such as a line break"],
    ["body", "two\nlines", undefined],
    ["body", "\ud83d", " contains half of a surrogate pair, which cannot be encoded"],
  ])("in the %s, %j: %j", (place, value, problem) => {
    expect(problemOf(text, value, place)).toBe(problem);
  });

  it("an empty text is allowed in a body only, and there only if the contract has no shortest length", () => {
    const free: ValueSchema = { type: "string" };
    expect(["path", "query", "header", "body"].map((place) => problemOf(free, "", place as Parameter["in"]))).toEqual([
      " must not be empty",
      " must not be empty",
      " must not be empty",
      undefined,
    ]);
    expect(problemOf(text, "", "body")).toBe(" must not be empty");
  });

  it("null is a value in a body only, and there only if the contract allows it", () => {
    const nullable: ValueSchema = { type: "string", nullable: true };
    expect(problemOf(nullable, null, "body")).toBeUndefined();
    expect(problemOf(text, null, "body")).toBe(" is missing");
    expect(problemOf(nullable, null, "path")).toBe(" is missing");
  });
});

describe("an input that is not required", () => {
  it("may be left out, and is held to its limits when it is given", () => {
    expect([undefined, null].map((value) => problemOf(text, value, "query", false))).toEqual([undefined, undefined]);
    expect(problemOf(text, "", "query", false)).toBe(" must not be empty");
  });
});
