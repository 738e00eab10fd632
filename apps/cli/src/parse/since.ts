import { localTime } from "../output/text/local-time.ts";
import { UsageError } from "../output/usage-error.ts";
import type { Options } from "./invocation.ts";

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The time that `--since` names. @throws UsageError */
export function sinceOf({ since }: Options): Date | undefined {
  if (typeof since !== "string") return undefined;
  const time = timeNamed(since, Date.now());
  if (time !== undefined) return time;
  const forms = "a time such as 20:40, 2026-01-31 or 2026-01-31T08:00:00Z, or an age such as 2h30m";
  throw new UsageError(`--since must be ${forms}; it is ${JSON.stringify(since)}.`);
}

/**
 * The time that a text names: how long ago, such as `2h30m`; or a date, a time or both, local where they have no zone, in every form in which
 * tables print times. Without its year or its day it is the latest that is not to come. Nothing where it names none.
 */
export function timeNamed(text: string, now: number): Date | undefined {
  const age = /^(\d+[smhd])+$/.test(text) ? text.matchAll(/(\d+)(\D)/g) : undefined;
  const times = age
    ? [now - [...age].reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (units[unit] ?? 0), 0)]
    : timesOf(text, now);
  const time = new Date(times.find((each) => each <= now) ?? times[0] ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** What is missing is that of now, or the one before. */
function timesOf(text: string, now: number): readonly number[] {
  const [today, yesterday] = [new Date(now), new Date(now)];
  yesterday.setDate(today.getDate() - 1);
  if (/^\d\d:/.test(text)) return [today, yesterday].map((day) => millisecondsOf(`${localTime(day).slice(0, 10)} ${text}`));
  if (/^\d\d-/.test(text)) return [today.getFullYear(), today.getFullYear() - 1].map((year) => millisecondsOf(`${year}-${text}`));
  return [millisecondsOf(text)];
}

const clock = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const form = new RegExp(`^(\\d{4}-\\d\\d-\\d\\d)(?:[T ](${clock})(:[0-5]\\d(?:\\.\\d+)?)?(?: ?(Z|[+-]${clock}))?)?$`);

function millisecondsOf(text: string): number {
  const [, date = "", time = "00:00", seconds = ":00", zone = ""] = form.exec(text) ?? [];
  return isOfCalendar(date) ? Date.parse(`${date}T${time}${seconds}${zone}`) : Number.NaN;
}

/** `Date` takes 30 February for 2 March. */
function isOfCalendar(date: string): boolean {
  const time = Date.parse(`${date}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
