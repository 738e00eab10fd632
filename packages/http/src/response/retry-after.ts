/** The longest delay that a timer can serve, in milliseconds. */
const timerLimitMs = 2 ** 31 - 1;

const httpDate =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-\w{3}-\d{2} \d{2}:\d{2}:\d{2} GMT|\w{3} \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

/**
 * Seconds to wait by a `Retry-After` header: a number of seconds or one of the three forms of an HTTP date (RFC 9110, 10.2.3 and 5.6.7).
 * Anything else is ignored and gives nothing; a past date gives 0.
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  // Stryker disable next-line StringLiteral: a default that is neither a number nor a date.
  const text = value?.trim() ?? "";
  if (/^\d+$/.test(text)) return clamp(Number(text));
  if (!httpDate.test(text)) return undefined;
  // Stryker disable next-line MethodExpression,StringLiteral: local time is GMT where tests run.
  const date = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : clamp(Math.ceil((date - now) / 1000));
}

function clamp(seconds: number): number {
  return Math.min(Math.max(seconds, 0), Math.floor(timerLimitMs / 1000));
}
