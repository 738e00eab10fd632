type Json = Readonly<Record<string, unknown>>;

/** A text as the service gives it; numbers count as texts, since it mixes them. Nothing for anything else and for what is empty. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The members of a list that are objects; none if it is not a list. */
export function objectsOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/**
 * A time of a response: milliseconds since 1970, or seconds, which examples of the vendor have, as a number or a text; or ISO 8601, also with
 * a blank for the `T`. Numbers below 10¹¹ are seconds: as such they reach to the year 5138, as milliseconds to March 1973. A text without a
 * zone is UTC: the vendor says that its times are, and a response cannot know the zone of this machine. Zero means that there is none;
 * what names no day of the calendar, such as 30 February, is unknown.
 *
 * @see https://support.huaweicloud.com/api-aom/SearchWorkflowExecutionDetail.html
 */
export function timeOf(value: unknown): Date | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const time = /^\d+$/.test(text) ? millisecondsOf(Number(text)) : isoTime(text);
  return time > 0 && time <= latest ? new Date(time) : undefined;
}

/** The last day of which every zone writes the year in four digits. */
const latest = Date.UTC(9999, 11, 31);

function millisecondsOf(number: number): number {
  return number < 1e11 ? number * 1000 : number;
}

const iso = /^(\d{4}-\d\d-(\d\d))(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:Z|([+-]\d\d):?(\d\d)?)?)?$/i;

/** In milliseconds; not a number for anything else. Platforms read more forms, each its own, and roll days over into the next month. */
function isoTime(text: string): number {
  const [, date, day, clock = "00:00", hours = "+00", minutes = "00"] = iso.exec(text) ?? [];
  const isOfCalendar = new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day);
  return isOfCalendar ? Date.parse(`${date}T${clock}${hours}:${minutes}`) : Number.NaN;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
