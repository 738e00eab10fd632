import type { ValueSchema } from "../../src/operation.ts";
import type { Place } from "./place.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

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
 * What the contract says a value may be. A keyword that cannot be expressed stops the generator.
 *
 * @param within pointers of the schemas that this one is part of.
 */
export function readSchema(place: Place, within: readonly string[] = []): ValueSchema {
  if (within.includes(place.name)) throw place.refusal("a schema that contains itself is not supported in a request");
  if (place.value === undefined) throw place.refusal("must have a schema");
  const inside = [...within, place.name];
  const schema: Writable<ValueSchema> = { ...readType(place) };
  for (const [keyword, at] of place.entries()) {
    if (keyword in limits) Object.assign(schema, { [keyword]: readLimit(keyword as keyof typeof limits, at) });
    else if (keyword === "type" || annotations.has(keyword) || leftToTheService.has(keyword) || keyword.startsWith("x-")) continue;
    else if (keyword === "enum") Object.assign(schema, readEnum(at));
    else if (keyword === "const") schema.enum = [readWord(at)];
    else if (keyword === "items") schema.items = readSchema(at, inside);
    else if (keyword === "properties") schema.properties = readProperties(at, inside);
    else if (keyword === "required") schema.required = at.items().map(({ value }) => String(value));
    else if (keyword === "additionalProperties") Object.assign(schema, readOthers(at));
    else throw at.refusal(`\`${keyword}\` is not supported in a request`);
  }
  return schema;
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

/** The words; `null` among them is told by `nullable`, which without it does not hold. */
function readEnum(at: Place): { enum: ValueSchema["enum"]; nullable: true | undefined } {
  const words = at.items().filter(({ value }) => value !== null);
  return { enum: words.map(readWord), nullable: words.length < at.items().length || undefined };
}

function readWord(place: Place): string | number | boolean {
  const { value } = place;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw place.refusal("a value of an enum must be a string, a number or a boolean");
}

function readProperties(place: Place, within: readonly string[]): Record<string, ValueSchema> {
  const properties = place.entries().map(([name, at]) => {
    if (name in {}) throw at.refusal(`\`${name}\` is a reserved name`);
    return [name, readSchema(at, within)] as const;
  });
  return Object.fromEntries(properties);
}

/** What other properties an object may have: none, or any. */
function readOthers(at: Place): Pick<ValueSchema, "additionalProperties"> {
  if (at.value === false) return { additionalProperties: false };
  if (at.value === true) return {};
  throw at.refusal("`additionalProperties` with a schema is not supported in a request; only true or false is");
}
