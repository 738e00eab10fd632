import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ContractFile, contractNamed, contracts } from "../contracts.ts";
import { openDocument } from "../read/open-document.ts";
import type { Fact } from "./fact.ts";
import { look } from "./look.ts";
import { unproven } from "./unproven.ts";
import type { Json } from "./views/json.ts";
import { shape } from "./views/shape.ts";

/** Every contract with its facts; those of `aom` are in `aom/facts.ts`. */
const checked = await Promise.all(contracts.map(async (contract) => ({ ...contract, facts: await factsOf(contract) })));

/** The contracts say what the facts say, and nothing else. */
describe.for(checked)("$path", async ({ url, facts }) => {
  const { root, text } = await openDocument(url);

  test.for(facts)("$fact ($source, $dated)", ({ says, at }) => {
    expect(look(root, at)).toEqual(says);
  });

  test("has a fact for each part", () => {
    expect(unproven(root, facts)).toEqual([]);
  });

  test("an operation or schema that is added without a fact is named", async () => {
    const [path = ""] = root.at("paths").keys();
    const invented = text
      .replace(`\n  ${path}:\n`, (line) => `${line}    put: { responses: {} }\n`)
      .replace("\n  schemas:\n", (line) => `${line}    Invented: { type: string }\n`);
    expect(unproven((await openDocument(url, invented)).root, facts)).toEqual(
      expect.arrayContaining([expect.stringContaining("/put "), "components/schemas/Invented (shape)"]),
    );
  });
});

test("redocly.yaml lists every contract of this folder", () => {
  const files = readdirSync(new URL("../", import.meta.url)).filter((file) => file.endsWith(".yaml") && file !== "redocly.yaml");
  expect(contracts.map(({ path }) => path).sort()).toEqual(files.map((file) => `spec/${file}`).sort());
});

async function factsOf({ name }: ContractFile): Promise<readonly Fact[]> {
  const file = new URL(`${name}/facts.ts`, import.meta.url);
  return existsSync(file) ? ((await import(file.href)) as { readonly facts: readonly Fact[] }).facts : [];
}

test("a fact about a place that the contract lacks does not pass", async () => {
  const { root } = await openDocument(contractNamed("aom").url, "{ info: { title: x }, a: { $ref: '#/b' }, b: { c: 1 } }");
  expect(look(root, "info/version")).toBeUndefined();
  expect(look(root, "a/c")).toBe(1);
});

test.for<[string, object, unknown]>([
  ["a pattern", { type: "string", maxLength: 5, pattern: "^a" }, { is: "string –5", and: { pattern: "^a" } }],
  ["a default", { type: "integer", minimum: 1, default: 2 }, { is: "integer 1–", and: { default: 2 } }],
  ["a closed object", { type: "object", properties: { a: { $ref: "#/x/A" } }, additionalProperties: false }, { a: "A", "...": false }],
  ["a required property that is missing", { type: "object", properties: {}, required: ["a"] }, { "a!": "no such property" }],
  [
    "a keyword next to a reference",
    { type: "object", properties: { a: { $ref: "#/x/A", nullable: true } } },
    { a: { is: "A", and: { nullable: true } } },
  ],
])("the shape of a schema shows %s", ([, schema, shown]) => {
  expect(shape(schema as Json)).toEqual(shown);
});
