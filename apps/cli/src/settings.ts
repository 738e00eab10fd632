import type { Operation, Parameter } from "@aom-workflow/types";
import { milliseconds, timeoutProblem } from "./config/check-setting.ts";
import { flagsOf } from "./flags.ts";
import { choose, type Given, type Layers } from "./layers.ts";
import { variableFor } from "./setting.ts";
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
}

/** Where the service is, as far as it was said. */
export type Place = { readonly region?: string; readonly endpoint?: string };

/** Says what is wrong with a value for a parameter, or nothing. */
export type ProblemWith = (parameter: Parameter, value: unknown) => string | undefined;

/** Puts the layers together. @throws UsageError with everything that is wrong, not only the first thing. */
export function resolveSettings(
  layers: Layers,
  operation: Operation,
  problemWith: ProblemWith,
  { canLookUpProject = false } = {},
): Settings {
  const problems: string[] = [];
  const input: Record<string, string> = {};
  const isLookedUp = canLookUpProject && choose("region", layers).value !== undefined;
  for (const { name, input: key, parameter } of flagsOf(operation)) {
    const given = choose(name, layers);
    if (isLookedUp && name === "project" && given.value === undefined) continue;
    const problem = problemWith(parameter, given.value) ?? brokenText(given.value);
    if (problem) problems.push(`${given.label} ${problem}${problem === "is missing" ? orVariable(name) : ""}.`);
    else if (given.value !== undefined) input[key] = given.value;
  }
  const place = resolvePlace(layers, problems);
  if (!place.region && !place.endpoint && problems.every((problem) => !/exclude each other/.test(problem))) {
    problems.push("--region is missing: give one such as cn-north-4 (or set AOM_WORKFLOW_REGION), or an --endpoint.");
  }
  const timeout = resolveTimeout(layers, problems);
  const token = tokenSource(layers);
  if (problems.length > 0) throw new UsageError(problems);
  const labels = { region: choose("region", layers).label, endpoint: choose("endpoint", layers).label };
  return { input, place, labels, token, timeout };
}

/** Region or endpoint, whichever the highest layer has. Two in the same layer go to the problems; so does nothing at all. */
export function resolvePlace(layers: Layers, problems: string[]): Place {
  const region = choose("region", layers);
  const endpoint = choose("endpoint", layers);
  const rank = ({ origin }: Given) => ["flag", "environment", "profile", undefined].indexOf(origin);
  if (region.value === undefined && endpoint.value === undefined) return {};
  if (rank(region) === rank(endpoint)) {
    problems.push(`${region.label} and ${endpoint.label.replace(/^T/, "t")} exclude each other: give one of them.`);
    return {};
  }
  return rank(region) < rank(endpoint) ? { region: region.value as string } : { endpoint: endpoint.value as string };
}

function resolveTimeout(layers: Layers, problems: string[]): number | undefined {
  const { value, label } = choose("timeout", layers);
  if (value === undefined) return undefined;
  const time = milliseconds(value);
  if (time === undefined) problems.push(`${label} ${timeoutProblem(value)}.`);
  return time;
}

function brokenText(value: string | undefined): string | undefined {
  return value?.includes("\uFFFD") ? "is not valid UTF-8" : undefined;
}

function orVariable(flag: string): string {
  const variable = variableFor(flag);
  return variable ? ` (or set ${variable})` : "";
}
