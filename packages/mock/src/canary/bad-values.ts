import type { Schema } from "./contract-operations.ts";
import { typeOf } from "./good-value.ts";

/** A value that a schema forbids, and what is wrong with it. */
export interface BadValue {
  readonly what: string;
  readonly value: unknown;
}

/** Scalar values that break a schema in one way each. `asText` leaves out those that a text in a URL or header cannot show. */
export function badScalars(schema: Schema, good: unknown, asText: boolean): BadValue[] {
  const bad: BadValue[] = [];
  const text = typeof good === "string" ? good : "";
  const type = typeOf(schema);
  if (schema.enum || schema.const !== undefined) bad.push({ what: "not among the allowed values", value: "canary" });
  if (schema.maxLength !== undefined) bad.push({ what: "too long", value: text.padEnd(schema.maxLength + 1, "x") });
  if ((schema.minLength ?? 0) > 1) bad.push({ what: "too short", value: text.slice(0, schema.minLength! - 1) });
  if (schema.maximum !== undefined) bad.push({ what: "too large", value: schema.maximum + 1 });
  if (schema.minimum !== undefined) bad.push({ what: "too small", value: schema.minimum - 1 });
  if (schema.pattern !== undefined) {
    const value = mismatch(schema.pattern, schema);
    if (value !== undefined) bad.push({ what: "against its pattern", value });
  }
  const textual = type === undefined || type === "string";
  if (!textual && (!asText || /^(integer|number|boolean)$/.test(type))) bad.push({ what: `no ${type}`, value: "canary" });
  if (type === "string" && !asText) bad.push({ what: "no string", value: { canary: true } });
  return bad;
}

/** Copies of a good body that break its schema in one place each. */
export function badBodies(schema: Schema, good: unknown, at = "the body"): BadValue[] {
  const bad = badScalars(schema, good, false).map(({ what, value }) => ({ what: `${at} ${what}`, value }));
  if (!isRecord(good)) return bad;
  for (const part of [schema, ...(schema.allOf ?? [])]) {
    for (const name of part.required ?? []) {
      if (part.properties?.[name]?.readOnly === true) continue;
      const { [name]: _, ...rest } = good;
      bad.push({ what: `${at} without ${name}`, value: rest });
    }
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      if (good[name] === undefined || property.readOnly === true) continue;
      const inner = badBodies(property, good[name], `${name} in ${at}`);
      bad.push(...inner.map(({ what, value }) => ({ what, value: { ...good, [name]: value } })));
    }
  }
  return bad;
}

function mismatch(pattern: string, { minLength = 1, maxLength = 64 }: Schema): string | undefined {
  const candidates = ["!", "~", "x", "0", " "].map((character) => character.repeat(Math.max(1, Math.min(minLength, maxLength))));
  try {
    const expression = new RegExp(pattern, "u");
    return candidates.find((candidate) => !expression.test(candidate));
  } catch {
    return candidates[0];
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
