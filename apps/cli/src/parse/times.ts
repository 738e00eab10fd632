import { localTime } from "../output/text/cells.ts";
import { UsageError } from "../output/usage-error.ts";
import type { Options } from "./tokens.ts";

/** The time that `--since` names. @throws UsageError */
export function sinceOf({ since }: Options): Date | undefined {
  if (typeof since !== "string") return undefined;
  const time = timeNamed(since, Date.now());
  if (time !== undefined) return time;
  const forms = "a time such as 20:40, 2026-01-31 or 2026-01-31T08:00:00Z, or an age such as 2h30m";
  throw new UsageError(`--since must be ${forms}; it is ${JSON.stringify(since)}.`);
}

/** How long a command may wait or watch, in milliseconds, by the option that goes with `--wait` or `--watch`. @throws UsageError */
export function limitWith(flag: "wait" | "watch", options: Options): number | undefined {
  const seconds = options[`${flag}-timeout`];
  if (typeof seconds !== "string") return undefined;
  if (options[flag] !== true) throw new UsageError(`--${flag}-timeout requires --${flag}.`);
  const time = milliseconds(seconds);
  if (time === undefined) throw new UsageError(`--${flag}-timeout ${timeoutProblem(seconds)}.`);
  return time;
}

/** Number of milliseconds in a text that says seconds, or nothing when it does not. */
export function milliseconds(seconds: string): number | undefined {
  const value = Number(seconds) * 1000;
  return /^\d+(\.\d+)?$/.test(seconds) && value >= 1 && value < 2 ** 31 ? value : undefined;
}

/** What is wrong with a number of seconds, to be read after its name. */
export function timeoutProblem(value: string): string {
  return `must be a number of seconds from 0.001 to 2147483, such as 30; it is ${JSON.stringify(value)}`;
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

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What is missing is that of now, or the one before. */
function timesOf(text: string, now: number): readonly number[] {
  const [today, yesterday] = [new Date(now), new Date(now)];
  yesterday.setDate(today.getDate() - 1);
  if (/^\d\d:/.test(text)) return [today, yesterday].map((day) => millisecondsOf(`${localTime(day).slice(0, 10)} ${text}`));
  if (/^\d\d-/.test(text)) return [today.getFullYear(), today.getFullYear() - 1].map((year) => millisecondsOf(`${year}-${text}`));
  return [millisecondsOf(text)];
}

const form = /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d(?:\.\d+)?)?(?: ?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?)?$/;

function millisecondsOf(text: string): number {
  const [, date = "", time = "00:00", seconds = ":00", zone = ""] = form.exec(text) ?? [];
  return isOfCalendar(date) ? Date.parse(`${date}T${time}${seconds}${zone}`) : Number.NaN;
}

/** `Date` takes 30 February for 2 March. */
function isOfCalendar(date: string): boolean {
  const time = Date.parse(`${date}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
