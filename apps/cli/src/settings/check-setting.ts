import { endpointProblem, regionProblem } from "@aom-workflow/client";
import { isSecret, type SettingName } from "../surface/settings.ts";
import { milliseconds, timeoutProblem } from "./timeout.ts";

/** Says what is wrong with a value for a setting of a profile, to be read after its name, or nothing. A secret is never repeated. */
export function settingProblem(name: SettingName, value: string): string | undefined {
  if (isSecret(name)) {
    return isReference(value) ? undefined : "must be a reference, env:NAME or file:PATH: a secret itself is not saved in the settings";
  }
  if (value === "") return "must not be empty";
  if (/\p{Cc}/u.test(value)) return "must not contain control characters such as a line break";
  return checks[name]?.(value);
}

/** Is it a reference to a secret, and no secret? */
function isReference(value: string): boolean {
  return /^env:[A-Za-z_]\w*$/.test(value) || /^file:[^\p{Cc}]+$/u.test(value);
}

const checks: Partial<Record<SettingName, (value: string) => string | undefined>> = {
  timeout: (value) => (milliseconds(value) === undefined ? timeoutProblem(value) : undefined),
  region: regionProblem,
  project: (value) => ([...value].length === 32 ? undefined : `must have exactly 32 characters; it has ${[...value].length}`),
  endpoint: (value) => endpointProblem(value),
};
