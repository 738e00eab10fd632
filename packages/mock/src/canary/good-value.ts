import type { JsonBody, Parameter, Schema } from "./contract-operations.ts";

/** A value that a parameter or a body takes: its first example, else one made from its schema. */
export function goodValue(of: Pick<Parameter | JsonBody, "example" | "examples" | "schema">): unknown {
  if (of.example !== undefined) return plain(of.example);
  const [named] = Object.values(of.examples ?? {});
  if (named?.value !== undefined) return plain(named.value);
  return plain(sample(of.schema ?? {}, 0));
}

/** The one type of a schema, `null` aside. */
export function typeOf(schema: Schema): string | undefined {
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return types.find((type) => type !== "null") ?? (schema.properties ? "object" : undefined);
}

function sample(schema: Schema, depth: number): unknown {
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
      const required = (schema.required ?? []).filter((name) => schema.properties?.[name]?.readOnly !== true);
      return Object.fromEntries(required.map((name) => [name, sample(schema.properties?.[name] ?? {}, depth + 1)]));
    }
    default:
      return "x".repeat(Math.max(1, schema.minLength ?? 1));
  }
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
