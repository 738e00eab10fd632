import { type SettingName, settings } from "../setting.ts";

/** Says what is wrong with a value for a setting of a profile, to be read after its name, or nothing. A secret is never repeated. */
export function problemWithSetting(name: string, value: string): string | undefined {
  const setting = settings[name as SettingName];
  if ("secret" in setting && setting.secret) {
    return isReference(value) ? undefined : "must be a reference, env:NAME or file:PATH: a secret itself is not kept in the settings";
  }
  if (value === "") return "must not be empty";
  if (/\p{Cc}/u.test(value)) return "must not hold control characters such as a line break";
  return checks[name as SettingName]?.(value);
}

/** Is it a reference to a secret, and no secret? */
function isReference(value: string): boolean {
  return /^env:[A-Za-z_]\w*$/.test(value) || /^file:[^\p{Cc}]+$/u.test(value);
}

/** Number of milliseconds in a text that says seconds, or nothing when it does not. */
export function milliseconds(seconds: string): number | undefined {
  const value = Number(seconds) * 1000;
  return /^\d+(\.\d+)?$/.test(seconds) && value >= 1 && value < 2 ** 31 ? value : undefined;
}

const checks: Partial<Record<SettingName, (value: string) => string | undefined>> = {
  timeout: (value) => (milliseconds(value) === undefined ? timeoutProblem(value) : undefined),
  region: (value) =>
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) ? undefined : "must be a region id such as cn-north-4: lower-case letters, digits and hyphens",
  project: (value) => ([...value].length === 32 ? undefined : `must have exactly 32 characters; it has ${[...value].length}`),
  endpoint: (value) => (URL.canParse(value) ? undefined : "must be an address such as https://aom.cn-north-4.myhuaweicloud.com"),
};

/** What is wrong with a number of seconds, to be read after its name. */
export function timeoutProblem(value: string): string {
  return `must be a number of seconds from 0.001 to 2147483, such as 30; it is ${JSON.stringify(value)}`;
}
