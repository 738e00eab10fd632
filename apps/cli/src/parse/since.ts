const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The time that a text names: a date or a time, local where it has no zone, as tables print times; or how long ago, such as `12h`. Nothing
 * where it names none.
 */
export function timeNamed(text: string, now: number): Date | undefined {
  const [, amount, unit = ""] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const time = new Date(amount === undefined ? millisecondsOf(text) : now - Number(amount) * (units[unit] ?? 0));
  return Number.isNaN(time.getTime()) ? undefined : time;
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
