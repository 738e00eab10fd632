type Json = Readonly<Record<string, unknown>>;

/** A text as the service gives it; numbers count as texts, since it mixes them. Nothing for anything else and for what is empty. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The members of a list that are objects; none where it is no list. */
export function objectsOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/**
 * A time of an answer: milliseconds since 1970, the same as text, or ISO 8601. Zero means that there is none.
 * A text without a zone is UTC, as the vendor says of its times.
 */
export function timeOf(value: unknown): Date | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(hasZone(text) ? text : `${text}Z`);
  return time > 0 && time <= latest ? new Date(time) : undefined;
}

/** The last time that a `Date` can have. */
const latest = 8.64e15;

function hasZone(text: string): boolean {
  return !text.includes("T") || /(?:Z|[+-]\d\d:?\d\d)$/i.test(text);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
