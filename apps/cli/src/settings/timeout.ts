/** Number of milliseconds in a text that says seconds, or nothing when it does not. */
export function milliseconds(seconds: string): number | undefined {
  const value = Number(seconds) * 1000;
  return /^\d+(\.\d+)?$/.test(seconds) && value >= 1 && value < 2 ** 31 ? value : undefined;
}

/** What is wrong with a number of seconds, to be read after its name. */
export function timeoutProblem(value: string): string {
  return `must be a number of seconds from 0.001 to 2147483, such as 30; it is ${JSON.stringify(value)}`;
}
