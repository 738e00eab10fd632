import type { Operation, Parameter } from "@aom-workflow/types";
import { type Environment, variableFor } from "./environment.ts";
import { flagsOf } from "./flags.ts";
import type { Options } from "./program.ts";
import { type TokenSource, tokenSource } from "./token-source.ts";
import { UsageError } from "./usage-error.ts";

/** What a call is made with. */
export interface Settings {
  /** Parameters of the operation by the client's names. */
  readonly input: Readonly<Record<string, string>>;
  readonly place: Place;
  /** The names by which the person knows what the client may refuse. */
  readonly labels: Readonly<Record<string, string>>;
  readonly token: TokenSource | undefined;
  /** For the whole call, in milliseconds. */
  readonly timeout: number | undefined;
  readonly dryRun: boolean;
}

/** Where the service is, as far as it was said. */
export type Place = { readonly region?: string; readonly endpoint?: string };

/** Says what is wrong with a value for a parameter, or nothing. */
export type ProblemWith = (parameter: Parameter, value: unknown) => string | undefined;

/** Puts flags and environment together; a flag wins. @throws UsageError with everything that is wrong, not only the first thing. */
export function resolveSettings(options: Options, env: Environment, operation: Operation, problemWith: ProblemWith): Settings {
  const problems: string[] = [];
  const input: Record<string, string> = {};
  for (const { name, input: key, parameter } of flagsOf(operation)) {
    const given = choose(name, options, env);
    const problem = problemWith(parameter, given.value) ?? brokenText(given.value);
    if (problem) problems.push(`${given.label} ${problem}${problem === "is missing" ? orVariable(name) : ""}.`);
    else if (given.value !== undefined) input[key] = given.value;
  }
  const place = resolvePlace(options, env, problems);
  const timeout = resolveTimeout(options.timeout as string | undefined, problems);
  const token = tokenSource(options.tokenFile as string | undefined, env);
  if (problems.length > 0) throw new UsageError(problems);
  const labels = { region: choose("region", options, env).label, endpoint: choose("endpoint", options, env).label };
  return { input, place, labels, token, timeout, dryRun: options.dryRun === true };
}

/** The value of a flag or of its variable, and the name by which the person knows it. An empty variable counts as not set. */
export function choose(flag: string, options: Options, env: Environment): { readonly value: string | undefined; readonly label: string } {
  const value = options[flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())] as string | undefined;
  const variable = variableFor(flag);
  if (value === undefined && variable && env[variable]) return { value: env[variable], label: variable };
  return { value, label: `--${flag}` };
}

function resolvePlace(options: Options, env: Environment, problems: string[]): Place {
  const region = choose("region", options, env);
  const endpoint = choose("endpoint", options, env);
  const byFlag = [region, endpoint].filter(({ value, label }) => value !== undefined && label.startsWith("--"));
  const candidates = byFlag.length > 0 ? byFlag : [region, endpoint].filter(({ value }) => value !== undefined);
  if (candidates.length === 0)
    problems.push("--region is missing: give one such as cn-north-4 (or set AOM_WORKFLOW_REGION), or an --endpoint.");
  if (candidates.length > 1) problems.push(`${candidates.map(({ label }) => label).join(" and ")} exclude each other: give one of them.`);
  const [chosen] = candidates;
  if (chosen?.value === undefined) return {};
  return chosen === region ? { region: chosen.value } : { endpoint: chosen.value };
}

function resolveTimeout(seconds: string | undefined, problems: string[]): number | undefined {
  if (seconds === undefined) return undefined;
  const milliseconds = Number(seconds) * 1000;
  if (/^\d+(\.\d+)?$/.test(seconds) && milliseconds >= 1 && milliseconds < 2 ** 31) return milliseconds;
  problems.push(`--timeout must be a number of seconds from 0.001 to 2147483, such as 30; it is ${JSON.stringify(seconds)}.`);
  return undefined;
}

function brokenText(value: string | undefined): string | undefined {
  return value?.includes("\uFFFD") ? "is not valid UTF-8" : undefined;
}

function orVariable(flag: string): string {
  const variable = variableFor(flag);
  return variable ? ` (or set ${variable})` : "";
}
