import { changed, dropped, type Json, type Mutation, type Operator, renamed } from "../mutation.ts";
import { isExample } from "./where.ts";

const limits = new Set(["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties"]);
const otherType: Record<string, string> = {
  string: "integer",
  integer: "string",
  number: "string",
  boolean: "string",
  array: "object",
  object: "array",
};

/** Each limit one more, one less, and gone. */
export const limit: Operator = ({ at, value }) => {
  const key = at.at(-1) as string;
  if (!limits.has(key) || typeof value !== "number" || isExample(at) || isProperty(at)) return [];
  const others = [value + 1, value - 1].filter((other) => other >= 0);
  return [...others.map((other) => changed("limit", at, `${value} → ${other}`, other)), dropped("limit", at)];
};

/** Each member of an enumeration dropped and renamed, and one that nobody documented. */
export const member: Operator = ({ at, value }) => {
  if ((at.at(-1) !== "enum" && at.at(-1) !== "x-open") || !Array.isArray(value) || isExample(at)) return [];
  const members = value.flatMap((it: string, index) => [
    dropped("enum", [...at, index]),
    changed("enum", [...at, index], `${it} → ${it}s`, `${it}s`),
  ]);
  return [...members, changed("enum", at, "a word more", [...value, "invented"])];
};

/** What is required no longer is, and what is not, is. */
export const required: Operator = ({ at, value }, document) => {
  if (at.at(-1) !== "required" || isExample(at) || isProperty(at)) return [];
  if (typeof value === "boolean") return [changed("required", at, `${value} → ${!value}`, !value)];
  if (!Array.isArray(value)) return [];
  const schema = at.slice(0, -1).reduce<unknown>((node, key) => (node as Json)[key], document) as Json;
  const optional = Object.keys((schema.properties as Json | undefined) ?? {}).filter((name) => !value.includes(name));
  return [
    ...value.map((_, index) => dropped("required", [...at, index])),
    ...optional.map((name) => changed("required", at, `${name} as well`, [...value, name])),
  ];
};

/** Another type, one type less, one more. */
export const type: Operator = ({ at, value }) => {
  if (at.at(-1) !== "type" || isExample(at) || isProperty(at)) return [];
  if (Array.isArray(value)) return value.map((_, index) => dropped("type", [...at, index]));
  const other = otherType[String(value)];
  return other === undefined
    ? []
    : [changed("type", at, `${value} → ${other}`, other), changed("type", at, "or null", [value, "null"]), dropped("type", at)];
};

/** A property renamed, with the words of its neighbours in another case, dropped, or one more. */
export const property: Operator = ({ at, value }) => {
  if (at.at(-1) !== "properties" || isExample(at) || isProperty(at)) return [];
  const names = Object.keys(value as Json).flatMap((name): Mutation[] => [
    renamed("property", [...at, name], `${name}s`),
    dropped("property", [...at, name]),
    ...(name.includes("_")
      ? [
          renamed(
            "property",
            [...at, name],
            name.replace(/_(\w)/, (_, letter: string) => letter.toUpperCase()),
          ),
        ]
      : []),
  ]);
  return [...names, changed("property", [...at, "invented"], "a property more", { type: "string" })];
};

/** A keyword that the schema does not have, and others without one that it has. */
export const keyword: Operator = ({ at, value }) => {
  const key = at.at(-1);
  if (isExample(at) || isProperty(at)) return [];
  if (key === "additionalProperties")
    return [changed("keyword", at, `${value} → ${value !== true}`, value !== true), dropped("keyword", at)];
  if (key === "uniqueItems" || key === "default") return [dropped("keyword", at)];
  if (key === "const") return [changed("keyword", at, `${value} → invented`, "invented")];
  if (key === "anyOf" && Array.isArray(value)) return value.map((_, index) => dropped("keyword", [...at, index]));
  if (key !== "type" || value !== "string") return [];
  return [changed("keyword", [...at.slice(0, -1), "pattern"], "a pattern that nobody documented", "^[a-z]+$")];
};

/** Another schema in place of the one that is referred to. */
export const reference: Operator = ({ at, value }, document) => {
  if (at.at(-1) !== "$ref" || isExample(at)) return [];
  const [, components, kind = "", name = ""] = String(value).split("/");
  const others = Object.keys(((document[components as string] as Json)[kind] as Json) ?? {});
  const other = others[(others.indexOf(name) + 1) % others.length];
  return other === undefined || other === name ? [] : [changed("reference", at, `${name} → ${other}`, `#/components/${kind}/${other}`)];
};

/** Is the last step the name of a property, however it is called? */
function isProperty(at: readonly (string | number)[]): boolean {
  return at.at(-2) === "properties";
}
