import type { Regression } from "../baseline/check.ts";
import { shown } from "./number.ts";

export function regressionText({ row, now, was, atMost }: Regression): string {
  if (was === undefined || atMost === undefined) return `New: ${row}: ${shown(now)} is not in the baseline; --update-baseline adds it.`;
  return `Worse: ${row}: ${shown(now)}, was ${shown(was)}, at most ${shown(atMost)} is accepted.`;
}
