/** What clocks that are set right may differ by, in milliseconds. */
const toleranceMs = 5 * 60_000;

/** Says that this machine's clock is behind the service's, by times that the service gave; `--since` counts by it. */
export function clockWarning(times: readonly (Date | undefined)[], now = Date.now()): string | undefined {
  const ahead = times.reduce((most, time) => Math.max(most, time === undefined ? 0 : time.getTime() - now), 0);
  if (ahead <= toleranceMs) return undefined;
  return `The service has times that are ${Math.round(ahead / 60_000)} min ahead of this machine's clock: check it (aom-workflow doctor), since --since counts by it.`;
}
