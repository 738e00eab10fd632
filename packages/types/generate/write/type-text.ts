import type { Place } from "../../../../spec/read/place.ts";
import { isTypeName } from "./type-names.ts";

/**
 * The type of an input or a response: a name if the contract has one, a plain type if it is one.
 *
 * @param otherwise where openapi-typescript has the type of any other schema.
 */
export function typeText(schema: Place, otherwise: string, list: "readonly " | "" = ""): string {
  return schemaName(schema) ?? listText(schema, list) ?? plainText(schema) ?? otherwise;
}

/** The name of a schema among the contract's components; nothing for any other. */
export function schemaName(schema: Place): string | undefined {
  const name = /^#\/components\/schemas\/(\w+)$/.exec(schema.pointer)?.[1];
  return name !== undefined && isTypeName(name) && schema.isInRoot ? name : undefined;
}

function listText(schema: Place, list: string): string | undefined {
  if (schema.at("type").value !== "array" || !schema.has("items")) return undefined;
  const item = schemaName(schema.at("items")) ?? plainText(schema.at("items"));
  if (item === undefined) return undefined;
  return `${list}${/[ |]/.test(item) ? `(${item})` : item}[]`;
}

const plain: Record<string, string> = { string: "string", integer: "number", number: "number", boolean: "boolean", null: "null" };

function plainText(schema: Place): string | undefined {
  const words = schema.has("const") ? [schema.at("const")] : schema.at("enum").items();
  if (words.length > 0) return words.map(({ value }) => JSON.stringify(value)).join(" | ");
  const types = [schema.at("type").value].flat().map((type) => plain[String(type)]);
  return types.includes(undefined) ? undefined : types.join(" | ");
}
