import { readFileSync, statSync } from "node:fs";
import { fileText } from "@aom-workflow/auth/node";
import { endpointProblem, readCertificates, regionProblem } from "@aom-workflow/client/internal";
import { regions } from "@aom-workflow/types";
import { didYouMean } from "../parse/did-you-mean.ts";
import { milliseconds, timeoutProblem } from "../parse/times.ts";
import type { Environment } from "../surface/environment.ts";
import { isSecret, type SettingName } from "../surface/settings.ts";
import { looksLikeToken, withHome } from "./paths.ts";

/** Says what is wrong with a value for a setting of a profile, to be read after its name, or nothing. A secret is never repeated. */
export function settingProblem(name: SettingName, value: string, env: Environment): string | undefined {
  if (isSecret(name)) return referenceProblem(value);
  return textProblem(value) ?? checks[name]?.(value, env);
}

/** Says that a value is no reference to a secret, without repeating it, or nothing. */
export function referenceProblem(value: string): string | undefined {
  return isReference(value) ? undefined : "must be a reference, env:NAME or file:PATH: a secret itself is not saved in the settings";
}

/** Says what is wrong with a text that is the user's business otherwise, to be read after its name, or nothing. */
export function textProblem(value: string): string | undefined {
  if (value === "") return "must not be empty";
  return /\p{Cc}/u.test(value) ? "must not contain control characters such as a line break" : undefined;
}

/** Says that a region is not one of those that the vendor lists; it may be new. */
export function regionWarning(region: string): string | undefined {
  if (Object.hasOwn(regions, region)) return undefined;
  return `Unknown region ${region}.${likelyRegion(region)}`;
}

/** Asks whether a known region was meant that is written almost like this one, or nothing. */
export function likelyRegion(value: string): string {
  return didYouMean(value.toLowerCase().replaceAll("_", "-"), Object.keys(regions));
}

/** Says that settings of one profile contradict each other: the address of a region, beside another region. */
export function contradictionOf({ region, endpoint }: Readonly<Record<string, string>>): string | undefined {
  const named =
    endpoint !== undefined && URL.canParse(endpoint) ? /^aom\.([\w-]+)\.myhuaweicloud\./.exec(new URL(endpoint).host)?.[1] : undefined;
  if (named === undefined || region === undefined || named === region) return undefined;
  return `The endpoint ${endpoint} is not in the region ${region}: unset one of them first, such as: aom-workflow config unset region`;
}

/** The certificates of an authority, or why there are none, to be read after the name of the setting. */
export type Authority = { readonly text?: string; readonly problem?: string };

/** The certificates of a file. */
export function readAuthority(path: string): Authority {
  try {
    // Reading a pipe that nobody writes to would never end.
    return statSync(path).isFile() ? authorityIn(readFileSync(path), path) : { problem: `names ${path}, which is not a file` };
  } catch (error) {
    return unreadable(path, error);
  }
}

/** Says that a path cannot be read. */
export function unreadable(path: string, error: unknown): Authority {
  return { problem: `names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code})` };
}

/** The certificates in what was read from a path. */
export function authorityIn(bytes: Uint8Array, path: string): Authority {
  const { pem, problem } = readCertificates(fileText(bytes));
  return pem === undefined ? { problem: `must name a file with certificates in PEM format, but ${path} ${problem}` } : { text: pem };
}

/** Is it a reference to a secret, and no secret? */
function isReference(value: string): boolean {
  const [, kind, target = ""] = /^(env|file):(.+)$/s.exec(value) ?? [];
  if (kind === undefined || looksLikeToken(target)) return false;
  return kind === "env" ? /^[A-Za-z_]\w*$/.test(target) : /^[^\p{Cc}]+$/u.test(target);
}

const checks: Partial<Record<SettingName, (value: string, env: Environment) => string | undefined>> = {
  timeout: (value) => (milliseconds(value) === undefined ? timeoutProblem(value) : undefined),
  region: regionProblem,
  project: (value) => {
    if ([...value].length !== 32) return `must have exactly 32 characters; it has ${[...value].length}`;
    return /^[\w-]+$/.test(value) ? undefined : "must consist of letters, digits, hyphens and underscores";
  },
  endpoint: (value) => endpointProblem(value),
  "iam-endpoint": (value) => endpointProblem(value),
  "ca-file": (path, env) => readAuthority(withHome(path, env)).problem,
};
