import type { Parameter, ValueSchema } from "@aom-workflow/types";

/**
 * Says what is wrong with the value of an input, or nothing when it may be sent. The text is read after the input's name, and begins
 * with the place inside the value if there is one: `.identity.methods must be an array, not a string`.
 *
 * Beyond the limits of the contract it refuses what would change the path or cannot be sent: dot segments, control characters
 * outside bodies, lone surrogates. Percent-encoding takes care of everything else.
 */
export function inputProblem(parameter: Parameter, value: unknown): string | undefined {
  if (value === undefined || (value === null && !isNullable(parameter))) return parameter.required ? " is missing" : undefined;
  return valueProblem(parameter.schema, value, "", parameter.in);
}

/** May `null` be sent for it? Only JSON has such a value. */
export function isNullable({ in: place, schema }: Parameter): boolean {
  return place === "body" && schema.nullable === true;
}

function valueProblem(schema: ValueSchema, value: unknown, at: string, place: Parameter["in"]): string | undefined {
  if (value === null && schema.nullable) return undefined;
  const problem = typeProblem(schema, value) ?? limitProblem(schema, value, place);
  if (problem) return `${at} ${problem}`;
  if (Array.isArray(value))
    return firstProblem(value.entries(), ([index, item]) => schema.items && valueProblem(schema.items, item, `${at}[${index}]`, place));
  return isRecord(value) ? propertyProblem(schema, value, at, place) : undefined;
}

function typeProblem({ type, enum: words }: ValueSchema, value: unknown): string | undefined {
  if (type !== undefined && !isOfType[type](value)) return `must be ${article(type)}, not ${typeOf(value)}`;
  if (words && !words.includes(value as string)) return value === "" ? "must not be empty" : `must be one of ${words.join(", ")}`;
  return undefined;
}

const isOfType: Record<NonNullable<ValueSchema["type"]>, (value: unknown) => boolean> = {
  string: (value) => typeof value === "string",
  integer: Number.isSafeInteger,
  number: Number.isFinite,
  boolean: (value) => typeof value === "boolean",
  array: Array.isArray,
  object: isRecord,
};

function limitProblem(schema: ValueSchema, value: unknown, place: Parameter["in"]): string | undefined {
  if (typeof value === "string") return lengthProblem(schema, value, place) ?? characterProblem(value, place);
  if (typeof value === "number") return rangeProblem(schema, value);
  if (Array.isArray(value)) return boundsProblem(value.length, schema.minItems, schema.maxItems, "items");
  return undefined;
}

function lengthProblem({ minLength, maxLength, pattern }: ValueSchema, value: string, place: Parameter["in"]): string | undefined {
  if (value === "" && (place !== "body" || (minLength ?? 0) > 0)) return "must not be empty";
  const problem =
    minLength === undefined && maxLength === undefined ? undefined : boundsProblem(lengthOf(value), minLength, maxLength, "characters");
  if (problem) return problem;
  return pattern !== undefined && !new RegExp(pattern, "u").test(value) ? `must match ${pattern}` : undefined;
}

/** In code points, as JSON Schema counts. */
function lengthOf(value: string): number {
  return /[\ud800-\udfff]/.test(value) ? [...value].length : value.length;
}

function rangeProblem({ minimum, maximum }: ValueSchema, value: number): string | undefined {
  if (value >= (minimum ?? Number.NEGATIVE_INFINITY) && value <= (maximum ?? Number.POSITIVE_INFINITY)) return undefined;
  return `must be ${range(minimum, maximum)}; it is ${value}`;
}

function boundsProblem(count: number, least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (count >= (least ?? 0) && count <= (most ?? Number.POSITIVE_INFINITY)) return undefined;
  return `must have ${range(least, most)} ${unit}; it has ${count}`;
}

function range(least: number | undefined, most: number | undefined): string {
  if (least === most) return `exactly ${most}`;
  if (most === undefined) return `at least ${least}`;
  return least === undefined ? `at most ${most}` : `${least} to ${most}`;
}

function characterProblem(value: string, place: Parameter["in"]): string | undefined {
  if (place === "path" && (value === "." || value === "..")) return `must not be "${value}", which would change the path`;
  if (place !== "body" && /\p{Cc}/u.test(value)) return "must not contain control characters such as a line break";
  if (place === "header" && !/^[\x20-\x7e]*$/.test(value)) return "must not contain characters other than ASCII";
  if (!value.isWellFormed()) return "contains half of a surrogate pair, which cannot be encoded";
  return undefined;
}

function propertyProblem(schema: ValueSchema, value: Record<string, unknown>, at: string, place: Parameter["in"]): string | undefined {
  const missing = schema.required?.find((name) => value[name] === undefined);
  if (missing !== undefined) return `${at}.${missing} is missing`;
  return firstProblem(Object.entries(value), ([name, inner]) => {
    const known = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (known) return inner === undefined ? undefined : valueProblem(known, inner, `${at}.${name}`, place);
    return schema.additionalProperties === false ? `${at}.${name} is not a property that the contract knows` : undefined;
  });
}

function firstProblem<Item>(items: Iterable<Item>, problemOf: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem) return problem;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function article(noun: string): string {
  return `${/^[aio]/.test(noun) ? "an" : "a"} ${noun}`;
}

function typeOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "number" ? String(value) : article(typeof value);
}
