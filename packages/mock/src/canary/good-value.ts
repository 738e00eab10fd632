import type { JsonBody, Parameter, Schema } from "./contract-operations.ts";

type Described = Pick<Parameter | JsonBody, "example" | "examples" | "schema">;

/** A value that a parameter or a body takes: its first example, else one made from its schema. */
export function goodValue(of: Described): unknown {
  return goodValues(of)[0];
}

/** Every example of a parameter or a body, or one value made from its schema. */
export function goodValues({ example, examples = {}, schema = {} }: Described): unknown[] {
  const given = [example, ...Object.values(examples).map(({ value }) => value)].filter((value) => value !== undefined);
  return (given.length > 0 ? given : [sample(schema)]).map(plain);
}

/** The one type of a schema, `null` aside. */
export function typeOf(schema: Schema): string | undefined {
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return types.find((type) => type !== "null") ?? (schema.properties ? "object" : undefined);
}

/** A value that a schema allows, as far as it is read here. */
export function sample(schema: Schema, depth = 0): unknown {
  const given = [schema.example, schema.examples?.[0], schema.const, schema.enum?.[0], schema.default].find((value) => value !== undefined);
  if (given !== undefined) return given;
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part, depth + 1)), sampleOfType(schema, depth));
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  return choice ? sample(choice, depth + 1) : sampleOfType(schema, depth);
}

function sampleOfType(schema: Schema, depth: number): unknown {
  switch (typeOf(schema)) {
    case "integer":
    case "number":
      return schema.minimum ?? Math.min(1, schema.maximum ?? 1);
    case "boolean":
      return true;
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, depth + 1));
    case "object": {
      if (depth > 16) return {};
      const { required = [], properties = {}, minProperties = 0 } = schema;
      const names = [...new Set([...required, ...Object.keys(properties)])].filter((name) => properties[name]?.readOnly !== true);
      const wanted = names.slice(0, Math.max(required.length, minProperties));
      return Object.fromEntries(wanted.map((name) => [name, sample(properties[name] ?? {}, depth + 1)]));
    }
    default:
      return "x".repeat(Math.max(1, schema.minLength ?? 1));
  }
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
