import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { aomFacts } from "./aom.ts";
import { executionFacts } from "./executions.ts";
import type { Fact } from "./fact.ts";
import { iamFacts } from "./iam.ts";
import { look } from "./look.ts";

/** The contracts say what the vendor says. */
describe.for<[string, Fact[]]>([
  ["aom.yaml", [...aomFacts, ...executionFacts]],
  ["iam.yaml", iamFacts],
])("%s", ([file, facts]) => {
  const contract = parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));

  test.for(facts)("$fact ($source, $dated)", ({ says, at }) => {
    expect(look(contract, at)).toEqual(says);
  });
});

test("a fact about a place that the contract does not have is no agreement", () => {
  expect(look({ info: { title: "x" } }, "info/version")).toBeUndefined();
  expect(look({ a: { $ref: "#/b" }, b: { c: 1 } }, "a/c")).toBe(1);
});
