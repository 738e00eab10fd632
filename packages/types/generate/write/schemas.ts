import type { Place } from "../../../../spec/read/place.ts";
import type { Contract } from "../read/contract.ts";
import { camelCase, oneLine } from "../read/words.ts";
import { jsdoc } from "./jsdoc.ts";
import { isTypeName, type Names } from "./type-names.ts";
import { schemaName } from "./type-text.ts";

/** Source text of the contract's schemas as types that show their names on hover, and of the words of its enums. */
export function schemasText({ root }: Contract, names: Names): string[] {
  return root
    .at("components")
    .at("schemas")
    .entries()
    .filter(([name, schema]) => isTypeName(name) && schemaName(schema) === name)
    .flatMap(([name, schema]) => [...typeText(names.take(name, schema.pointer), schema), ...valuesText(name, schema, names)]);
}

function typeText(name: string, schema: Place): string[] {
  const comment = jsdoc([oneLine(schema.optionalText("description") ?? "")]);
  const members = namedMembers(schema);
  if (members) return ["", ...comment, `export type ${name} = ${members.join(" | ")};`];
  // An interface shows its own name on hover, where an alias shows what it stands for.
  if (isInterface(schema)) return ["", ...comment, `export interface ${name} extends Schema<"${name}"> {}`];
  return ["", ...comment, `export type ${name} = Schema<"${name}">;`];
}

/** The names of the schemas that this one is a choice of, if it is nothing else. */
function namedMembers(schema: Place): string[] | undefined {
  const choice = [schema.at("anyOf"), schema.at("oneOf")].find(({ value }) => value !== undefined);
  const others = schema.entries().filter(([key]) => !["anyOf", "oneOf", "description", "title"].includes(key));
  const members = choice?.items().map(schemaName);
  return others.length === 0 && members?.every((name) => name !== undefined) ? members : undefined;
}

function isInterface(schema: Place): boolean {
  return schema.at("type").value === "object" && !["allOf", "anyOf", "oneOf", "enum"].some((key) => schema.has(key));
}

/** The words of an enum as a list, since types are gone at run time. */
function valuesText(name: string, schema: Place, names: Names): string[] {
  if (!schema.has("enum")) return [];
  const values = names.take(`${camelCase(name)}Values`, schema.pointer);
  const words = schema
    .at("enum")
    .items()
    .map(({ value }) => JSON.stringify(value));
  return ["", ...jsdoc([`The values of {@link ${name}}.`]), `export const ${values} = [${words.join(", ")}] as const;`];
}
