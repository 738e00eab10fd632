import type { Schema } from "./document.ts";

/** A value for one place of a request, and what the contract says of it. */
export interface Probe {
  /** The constraint that it tries, a keyword of JSON Schema. */
  readonly constraint: string;
  readonly what: string;
  /** `undefined`: the value is missing. */
  readonly value: unknown;
  readonly isAllowed: boolean;
}

const known = new Set([
  ...["type", "enum", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties", "uniqueItems"],
  ...["required", "properties", "items", "additionalProperties", "description", "example", "default"],
  // Tried by leaving out each property of each example.
  ...["if", "then", "else"],
]);

/** What tries each constraint of a schema once from within and once from beyond. @throws Error for a keyword that nothing here tries */
export function probes(schema: Schema, good: unknown): readonly Probe[] {
  const strange = Object.keys(schema).filter((keyword) => !known.has(keyword));
  if (strange.length > 0) throw new Error(`Nothing tries the keyword ${strange.join(", ")}.`);
  return [...types(schema), ...words(schema), ...lengths(schema), ...numbers(schema), ...items(schema, good), ...parts(schema, good)];
}

const beyond = (constraint: string, what: string, value: unknown): Probe => ({ constraint, what, value, isAllowed: false });
const within = (constraint: string, what: string, value: unknown): Probe => ({ constraint, what, value, isAllowed: true });

function types({ type }: Schema): readonly Probe[] {
  if (type === "integer") return [beyond("type", "a text", "some"), beyond("type", "a fraction", 1.5)];
  if (type === "boolean") return [within("type", "true", true), within("type", "false", false), beyond("type", "a word", "some")];
  if (type === "array" || type === "object") return [beyond("type", "a text", "some")];
  return type === "string" ? [beyond("type", "an object", { some: 1 })] : [];
}

function words({ enum: members }: Schema): readonly Probe[] {
  if (!members) return [];
  const first = String(members[0]);
  const otherCase = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
  return [
    ...members.map((member) => within("enum", String(member), member)),
    beyond("enum", "a word that is not allowed", "invented"),
    beyond("enum", "the first word in other case", otherCase),
  ];
}

function lengths({ minLength, maxLength, enum: members }: Schema): readonly Probe[] {
  const isOpen = members === undefined;
  return [
    ...(minLength !== undefined && isOpen ? [within("minLength", "as short as it may be", "x".repeat(minLength))] : []),
    ...(minLength !== undefined && minLength > 0 ? [beyond("minLength", "a character too short", "x".repeat(minLength - 1))] : []),
    ...(maxLength !== undefined && isOpen
      ? [within("maxLength", "as long as it may be, in characters of two units", "😀".repeat(maxLength))]
      : []),
    ...(maxLength !== undefined ? [beyond("maxLength", "a character too long", "x".repeat(maxLength + 1))] : []),
  ];
}

function numbers({ minimum, maximum }: Schema): readonly Probe[] {
  return [
    ...(minimum !== undefined ? [within("minimum", "the least", minimum), beyond("minimum", "less", minimum - 1)] : []),
    ...(maximum !== undefined ? [within("maximum", "the most", maximum), beyond("maximum", "more", maximum + 1)] : []),
  ];
}

function items({ items: each, minItems, maxItems }: Schema, good: unknown): readonly Probe[] {
  if (!each || !Array.isArray(good)) return [];
  const some = each.enum ?? ["a", "b", "c", "d"];
  return [
    ...(minItems !== undefined && minItems > 0 ? [beyond("minItems", "an item too few", good.slice(0, minItems - 1))] : []),
    ...(maxItems !== undefined ? [beyond("maxItems", "an item too many", [...some, ...some].slice(0, maxItems + 1))] : []),
    ...probes(each, good[0])
      .filter(({ isAllowed }) => !isAllowed)
      .map((probe) => ({ ...probe, value: [probe.value] })),
  ];
}

function parts({ properties = {}, required = [], minProperties }: Schema, good: unknown): readonly Probe[] {
  if (typeof good !== "object" || good === null || Array.isArray(good)) return [];
  const whole = good as Readonly<Record<string, unknown>>;
  const without = (name: string) => Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));
  return [
    ...required.map((name) => beyond("required", `without ${name}`, without(name))),
    ...(minProperties !== undefined
      ? [beyond("minProperties", "a property too few", Object.fromEntries(Object.entries(whole).slice(0, minProperties - 1)))]
      : []),
    ...Object.entries(properties).flatMap(([name, schema]) => {
      const value = whole[name] ?? sample(schema);
      return probes(schema, value).map((probe) => ({
        ...probe,
        what: `${name}: ${probe.what}`,
        value: { ...whole, [name]: probe.value },
      }));
    }),
  ];
}

/** A value that a schema allows. */
export function sample(schema: Schema): unknown {
  const { example, enum: members, type, minimum = 0, minLength = 1, items: each } = schema;
  if (example !== undefined) return example;
  if (members) return members[0];
  if (type === "object") return sampleObject(schema);
  if (type === "array") return each ? [sample(each)] : [];
  if (type === "integer") return minimum;
  return type === "boolean" ? true : "x".repeat(minLength);
}

/** With what is required, and as many properties as there have to be. */
function sampleObject({ properties = {}, required = [], minProperties = 1 }: Schema): object {
  const names = Object.keys(properties).sort((one, other) => Number(required.includes(other)) - Number(required.includes(one)));
  const wanted = names.slice(0, Math.max(required.length, minProperties));
  return Object.fromEntries(wanted.map((name) => [name, sample(properties[name] as Schema)]));
}
