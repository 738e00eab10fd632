const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The time that a text names: ISO 8601, or how long ago, such as `12h`. Nothing where it names none. */
export function timeNamed(text: string, now: number): Date | undefined {
  const [, amount, unit = ""] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const time = amount === undefined ? Date.parse(isDate.test(text) ? text : "") : now - Number(amount) * (units[unit] ?? 0);
  return Number.isFinite(time) ? new Date(time) : undefined;
}

const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;
