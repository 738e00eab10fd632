import { readAll } from "../../../../spec/read/contract-error.ts";
import type { Place } from "../../../../spec/read/place.ts";
import type { ValueSchema } from "../../src/operation.ts";

/** Keywords that say something to people or tools and limit nothing. */
const annotations = new Set([
  ...["title", "description", "default", "example", "examples", "format", "deprecated", "readOnly", "writeOnly"],
  ...["externalDocs", "xml", "$comment", "$defs", "$id", "$anchor"],
]);

/** Keywords that only narrow what the others allow, and that the service is left to check. */
const leftToTheService = new Set(["if", "then", "else", "uniqueItems", "minProperties", "maxProperties"]);

const types = new Set(["string", "integer", "number", "boolean", "array", "object"]);

const limits = {
  minLength: "number",
  maxLength: "number",
  minimum: "number",
  maximum: "number",
  minItems: "number",
  maxItems: "number",
  pattern: "string",
} as const;

/**
 * The values that the contract allows. A keyword that cannot be expressed stops the generator.
 *
 * @param within pointers of the schemas that this one is part of.
 */
export function readSchema(place: Place, within: readonly string[] = []): ValueSchema {
  if (within.includes(place.name)) throw place.refusal("a schema that contains itself is not supported in a request");
  if (place.value === undefined) throw place.refusal("must have a schema");
  const inside = [...within, place.name];
  const keywords = place.entries().filter(([keyword]) => !isLeftOut(keyword));
  const parts = readAll([
    () => readType(place),
    ...keywords.map(
      ([keyword, at]) =>
        () =>
          readKeyword(keyword, at, inside),
    ),
  ]);
  return Object.assign({}, ...(parts as object[]));
}

function isLeftOut(keyword: string): boolean {
  return keyword === "type" || annotations.has(keyword) || leftToTheService.has(keyword) || keyword.startsWith("x-");
}

function readKeyword(keyword: string, at: Place, within: readonly string[]): ValueSchema {
  if (keyword in limits) return { [keyword]: readLimit(keyword as keyof typeof limits, at) };
  switch (keyword) {
    case "enum":
      return readEnum(at);
    case "const":
      return { enum: [readWord(at)] };
    case "items":
      return { items: readSchema(at, within) };
    case "properties":
      return { properties: readProperties(at, within) };
    case "required":
      return { required: at.items().map(({ value }) => String(value)) };
    case "additionalProperties":
      return readOthers(at);
    default:
      throw at.refusal(`\`${keyword}\` is not supported in a request`);
  }
}

/** The type, which may allow `null` as well. */
function readType(place: Place): Pick<ValueSchema, "type" | "nullable"> {
  const { value } = place.at("type");
  if (value === undefined) return {};
  const stated = Array.isArray(value) ? value : [value];
  const [type, ...others] = stated.filter((word) => word !== "null");
  if (others.length > 0) throw place.at("type").refusal(`the types ${stated.join(", ")} at once are not supported in a request`);
  if (!types.has(type)) throw place.at("type").refusal(`the type ${type} is not supported in a request`);
  return { type, ...(stated.includes("null") && { nullable: true }) };
}

function readLimit(keyword: keyof typeof limits, at: Place): unknown {
  const type = limits[keyword];
  if (typeof at.value !== type) throw at.refusal(`\`${keyword}\` must be a ${type}`);
  return at.value;
}

/** The words; `nullable` says whether `null` is among them. */
function readEnum(at: Place): ValueSchema {
  const words = at.items().filter(({ value }) => value !== null);
  return { enum: words.map(readWord), ...(words.length < at.items().length && { nullable: true }) };
}

function readWord(place: Place): string | number | boolean {
  const { value } = place;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw place.refusal("a value of an enum must be a string, a number or a boolean");
}

function readProperties(place: Place, within: readonly string[]): Record<string, ValueSchema> {
  const properties = readAll(
    place.entries().map(([name, at]) => () => {
      if (name in {}) throw at.refusal(`\`${name}\` is a reserved name`);
      return [name, readSchema(at, within)] as const;
    }),
  );
  return Object.fromEntries(properties);
}

/** The other properties that an object may have: none, or any. */
function readOthers(at: Place): Pick<ValueSchema, "additionalProperties"> {
  if (at.value === false) return { additionalProperties: false };
  if (at.value === true) return {};
  throw at.refusal("`additionalProperties` with a schema is not supported in a request; only true or false is");
}
