import type { Schema } from "./contract-operations.ts";
import { sample, typeOf } from "./good-value.ts";

/** A value for one place in a request, and whether the contract allows it. */
export interface Probe {
  /** The keyword of JSON Schema that it tries. */
  readonly keyword: string;
  readonly what: string;
  readonly value: unknown;
  /** Absent if it depends on the rest of the request. */
  readonly allowed: boolean | undefined;
}

/** Where a value is: in an address or a header everything is text, and what an empty text means depends on the place. */
export type ParameterLocation = "path" | "query" | "optional query" | "header" | "body";

/** Scalar values that try each constraint of a schema from within and from beyond. */
export function scalarProbes(schema: Schema, good: unknown, place: ParameterLocation): Probe[] {
  return [
    ...types(schema, place),
    ...words(schema, place),
    ...lengths(schema, good, place),
    ...numbers(schema, place),
    ...patterns(schema),
  ];
}

/** A body that tries each constraint of its schema in one place, and bodies without each of their properties. */
export function bodyProbes(schema: Schema, good: unknown, at = "the body", invented = 0): Probe[] {
  const own = scalarProbes(schema, good, "body").map((probe) => ({ ...probe, what: `${at} ${probe.what}` }));
  if (Array.isArray(good)) return [...own, ...items(schema, good, at, invented)];
  return isRecord(good) ? [...own, ...properties(schema, good, at, invented)] : own;
}

const beyond = (keyword: string, what: string, value: unknown): Probe => ({ keyword, what, value, allowed: false });

/** In a body, what is allowed in one place may be forbidden by another. */
function within(place: ParameterLocation) {
  return (keyword: string, what: string, value: unknown): Probe => ({ keyword, what, value, allowed: place === "body" ? undefined : true });
}

function types(schema: Schema, place: ParameterLocation): Probe[] {
  const type = typeOf(schema);
  if (type === undefined) return [];
  if (type === "string") return place === "body" ? [beyond("type", "no string", { canary: true })] : [];
  if (place !== "body" && !/^(integer|number|boolean)$/.test(type)) return [];
  return [
    beyond("type", `no ${type}`, "canary"),
    ...(type === "integer" ? [beyond("type", "a fraction", 1.5)] : []),
    ...(type === "boolean" ? [true, false].map((value) => within(place)("type", String(value), value)) : []),
  ];
}

function words({ enum: members, const: constant }: Schema, place: ParameterLocation): Probe[] {
  const allowed = members ?? (constant === undefined ? [] : [constant]);
  const keyword = members ? "enum" : "const";
  const strange = ["canary", ...allowed.flatMap((word) => (typeof word === "string" ? [word.toUpperCase(), word.toLowerCase()] : []))];
  const [first, inOtherCase] = strange.filter((word) => !allowed.includes(word));
  if (allowed.length === 0) return [];
  return [
    beyond(keyword, "not among the allowed values", first),
    ...(inOtherCase === undefined ? [] : [beyond(keyword, "in other case than the allowed values", inOtherCase)]),
    ...allowed.map((value) => within(place)(keyword, `as ${String(value)}`, value)),
  ];
}

function lengths(schema: Schema, good: unknown, place: ParameterLocation): Probe[] {
  const { minLength = 0, maxLength } = schema;
  const text = typeof good === "string" ? good : "";
  const isOpen = [schema.enum, schema.const, schema.pattern, schema.format].every((keyword) => keyword === undefined);
  // Characters count, not UTF-16 units; a header cannot show any others than those of ASCII.
  const letter = place === "header" ? "x" : "😀";
  const probes: Probe[] = [];
  if (minLength > 0) {
    const short = [...text].slice(0, minLength - 1).join("");
    const means = short !== "" || place === "body" || place === "query" ? false : undefined;
    probes.push({ keyword: "minLength", what: "too short", value: short, allowed: means });
    if (isOpen) probes.push(within(place)("minLength", "as short as it may be", letter.repeat(minLength)));
  }
  if (maxLength !== undefined) {
    probes.push(beyond("maxLength", "too long", text.padEnd(maxLength + 1, "x")));
    if (isOpen && maxLength > 0) probes.push(within(place)("maxLength", "as long as it may be", letter.repeat(maxLength)));
  }
  return probes;
}

function numbers({ minimum, maximum, multipleOf }: Schema, place: ParameterLocation): Probe[] {
  const allowed = multipleOf === undefined ? within(place) : () => undefined;
  const probes = [
    minimum !== undefined && [beyond("minimum", "too small", minimum - 1), allowed("minimum", "as small as it may be", minimum)],
    maximum !== undefined && [beyond("maximum", "too large", maximum + 1), allowed("maximum", "as large as it may be", maximum)],
  ];
  return probes.flatMap((some) => some || []).filter((probe) => probe !== undefined);
}

function patterns({ pattern, minLength = 1, maxLength = 64 }: Schema): Probe[] {
  if (pattern === undefined) return [];
  const candidates = ["!", "~", "x", "0", " "].map((character) => character.repeat(Math.max(1, Math.min(minLength, maxLength))));
  const value = candidates.find((candidate) => !matches(pattern, candidate));
  return value === undefined ? [] : [beyond("pattern", "against its pattern", value)];
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return false;
  }
}

function items(schema: Schema, good: readonly unknown[], at: string, invented: number): Probe[] {
  const { items: each = {}, minItems = 0, maxItems, uniqueItems } = schema;
  const [first = sample(each), ...others] = good;
  return [
    ...(minItems > 0 ? [beyond("minItems", `${at} with an item too few`, good.slice(0, minItems - 1))] : []),
    ...(maxItems !== undefined
      ? [
          beyond(
            "maxItems",
            `${at} with an item too many`,
            Array.from({ length: maxItems + 1 }, (_, index) => good[index] ?? first),
          ),
        ]
      : []),
    ...(uniqueItems ? [beyond("uniqueItems", `${at} with an item twice`, [first, first, ...others])] : []),
    ...bodyProbes(each, first, `an item of ${at}`, invented)
      .filter(({ allowed }) => allowed === false)
      .map((probe) => ({ ...probe, value: [probe.value, ...others] })),
  ];
}

function properties(schema: Schema, good: Readonly<Record<string, unknown>>, at: string, invented: number): Probe[] {
  const parts = [schema, ...(schema.allOf ?? [])];
  const known = parts.flatMap((part) => Object.entries(part.properties ?? {})).filter(([, property]) => property.readOnly !== true);
  const required = new Set(parts.flatMap((part) => part.required ?? []));
  const { minProperties = 0, additionalProperties } = schema;
  const names = Object.keys(good).filter((name) => !known.some(([it]) => it === name));
  return [
    ...Object.keys(good).map((name): Probe => {
      const { [name]: _, ...rest } = good;
      // Where it is not required always, it may be under a condition.
      const isRequired = required.has(name);
      return {
        keyword: isRequired ? "required" : "if",
        what: `${at} without ${name}`,
        value: rest,
        allowed: isRequired ? false : undefined,
      };
    }),
    ...(minProperties > 0
      ? [beyond("minProperties", `${at} with a property too few`, Object.fromEntries(Object.entries(good).slice(0, minProperties - 1)))]
      : []),
    ...(additionalProperties === false ? [beyond("additionalProperties", `${at} with another property`, { ...good, canary: 1 })] : []),
    ...[...known, ...names.map((name) => [name, {}] as const)].flatMap(([name, property]) => {
      const isThere = good[name] !== undefined;
      // A schema may contain itself, so what no example has is not invented for ever.
      if (!isThere && invented > 2) return [];
      const probes = bodyProbes(property, isThere ? good[name] : sample(property), `${name} in ${at}`, isThere ? invented : invented + 1);
      return probes.map((probe) => ({ ...probe, value: { ...good, [name]: probe.value } }));
    }),
  ];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
