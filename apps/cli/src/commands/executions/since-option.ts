import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/invocation.ts";
import { timeNamed } from "../../parse/since.ts";

/** The time that `--since` names. @throws UsageError */
export function sinceOf({ since }: Options): Date | undefined {
  if (typeof since !== "string") return undefined;
  const time = timeNamed(since, Date.now());
  if (time === undefined)
    throw new UsageError(
      `--since must be a date or time such as 2026-01-31 or 2026-01-31T08:00:00Z, or an age such as 12h; it is ${JSON.stringify(since)}.`,
    );
  return time;
}
