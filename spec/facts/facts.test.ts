import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { aomFacts } from "./aom/facts.ts";
import type { Fact } from "./fact.ts";
import { iamFacts } from "./iam/facts.ts";
import { look } from "./look.ts";
import { unproven } from "./unproven.ts";

/** The contracts say what the facts say, and nothing beyond them. */
describe.for<[string, Fact[]]>([
  ["aom.yaml", aomFacts],
  ["iam.yaml", iamFacts],
])("%s", ([file, facts]) => {
  const contract = parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));

  test.for(facts)("$fact ($source, $dated)", ({ says, at }) => {
    expect(look(contract, at)).toEqual(says);
  });

  test("has no part that no fact is about", () => {
    expect(unproven(contract, facts)).toEqual([]);
  });

  test("an operation, a schema, a limit, a status that is added without a fact is named", () => {
    const invented = structuredClone(contract);
    const [path = ""] = Object.keys(invented.paths);
    invented.paths[path].put = { responses: {} };
    invented.components.schemas.Invented = { type: "string" };
    expect(unproven(invented, facts)).toEqual(
      expect.arrayContaining([expect.stringContaining("/put "), "components/schemas/Invented (shape)"]),
    );
  });
});

test("a fact about a place that the contract does not have is no agreement", () => {
  expect(look({ info: { title: "x" } }, "info/version")).toBeUndefined();
  expect(look({ a: { $ref: "#/b" }, b: { c: 1 } }, "a/c")).toBe(1);
});

test.for<[string, object, unknown]>([
  ["a pattern", { type: "string", maxLength: 5, pattern: "^a" }, { is: "string –5", and: { pattern: "^a" } }],
  ["a default", { type: "integer", minimum: 1, default: 2 }, { is: "integer 1–", and: { default: 2 } }],
  ["a closed object", { type: "object", properties: { a: { $ref: "#/x/A" } }, additionalProperties: false }, { a: "A", "...": false }],
  ["a required property that is not there", { type: "object", properties: {}, required: ["a"] }, { "a!": "no such property" }],
  [
    "something beside a reference",
    { type: "object", properties: { a: { $ref: "#/x/A", nullable: true } } },
    { a: { is: "A", and: { nullable: true } } },
  ],
])("the shape of a schema shows %s", ([, schema, shown]) => {
  expect(look({ schema }, "schema (shape)")).toEqual(shown);
});
