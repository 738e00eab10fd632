import { type Json, nameOf } from "./json.ts";

/** A schema without prose, in a few words: `string 1–64`, `integer or string`, `Node[]`, or an object with `!` after required names. */
export function shape(schema: Json): unknown {
  const { $ref, description: _, title: __, example: ___, ...said } = schema;
  if (typeof $ref === "string") return withOthers(nameOf($ref), said);
  const { type, enum: values, minLength, maxLength, minimum, maximum, minItems, maxItems, items, properties, ...others } = said;
  const { required, additionalProperties, ...unusual } = others;
  if (properties !== undefined) {
    const more = type === "object" ? unusual : { ...unusual, type: type ?? "none" };
    return objectShape({ properties, required, additionalProperties } as ObjectSchema, more);
  }
  const limits = range(minLength, maxLength) ?? range(minimum, maximum) ?? range(minItems, maxItems);
  const kind =
    items === undefined
      ? kindOf(type, additionalProperties)
      : `${text(shape(items as Json))}[]${type === "array" ? "" : ` of the type ${type}`}`;
  const known = [kind, limits, values && `one of ${(values as unknown[]).join(", ")}`].filter(Boolean).join(" ");
  return withOthers(known, required === undefined ? unusual : { ...unusual, required });
}

/** A parameter or a header without prose. */
export function parameter({ description: _, example: __, schema, ...said }: Json): unknown {
  return { ...said, schema: shape(schema as Json) };
}

interface ObjectSchema {
  readonly properties: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

function objectShape({ properties, required = [], additionalProperties }: ObjectSchema, unusual: Json): unknown {
  const shapes = Object.entries(properties).map(([name, it]) => [required.includes(name) ? `${name}!` : name, shape(it)]);
  const missing = required.filter((name) => !(name in properties)).map((name) => [`${name}!`, "no such property"]);
  const rest = additionalProperties === undefined ? [] : [["...", additionalProperties]];
  return {
    ...Object.fromEntries([...shapes, ...missing, ...rest]),
    ...(Object.keys(unusual).length > 0 && { and: withoutProse(unusual) }),
  };
}

function kindOf(type: unknown, additionalProperties: unknown): string {
  const kind = Array.isArray(type) ? type.join(" or ") : type === undefined ? "" : String(type);
  return additionalProperties === undefined ? kind : `${kind}, ${additionalProperties === true ? "open" : "closed"}`;
}

function range(least: unknown, most: unknown): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  return least === most ? String(least) : `${least ?? ""}–${most ?? ""}`;
}

function withOthers(known: string, others: Json): unknown {
  return Object.keys(others).length === 0 ? known : { is: known, and: withoutProse(others) };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Other keywords, without descriptions; nested references by name. */
function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== "object" || value === null) return value;
  if ("$ref" in value) return nameOf(String((value as Json).$ref));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "description")
      .map(([key, item]) => [key, withoutProse(item)]),
  );
}
