import { endpointProblem, inputProblem, regionProblem } from "@aom-workflow/client/internal";
import type { Operation, ValueSchema } from "@aom-workflow/types";
import { UsageError } from "../output/usage-error.ts";
import { milliseconds, timeoutProblem } from "../parse/times.ts";
import { flagOf, openParameters } from "../surface/flags.ts";
import { type SettingName, settings, variableFor } from "../surface/settings.ts";
import { settingProblem } from "./check-setting.ts";
import { lookUp, origins, type SettingSources, type SettingValue } from "./setting-sources.ts";

/** What a call is made with. */
export interface Settings {
  /** Inputs of the operation by the client's names, but for the project. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Where it was named. */
  readonly projectId: string | undefined;
  readonly place: Place;
  /** For the whole call, in milliseconds. */
  readonly timeout: number | undefined;
}

/** Where the service is, as far as it was said. */
export interface Place {
  /** Whose IAM is asked and whose warnings apply; its address is used where no endpoint is named. */
  readonly region?: string;
  readonly endpoint?: string;
}

/**
 * Puts the sources together.
 *
 * @param mayLearnProject can the project come from somewhere else, such as the keys?
 * @throws UsageError with everything that is wrong, not only the first thing
 */
export function resolveSettings(
  sources: SettingSources,
  operation: Operation,
  { mayLearnProject }: { readonly mayLearnProject: boolean },
): Settings {
  const problems: string[] = [];
  const { [projectInput]: projectId, ...input } = resolveInput(sources, operation, mayLearnProject, problems);
  const place = resolvePlace(sources, problems);
  if (place.region === undefined && place.endpoint === undefined) {
    problems.push("--region is missing: give one such as cn-north-4 (or set AOM_WORKFLOW_REGION), or an --endpoint.");
  }
  const timeout = resolveTimeout(sources, problems);
  if (problems.length > 0) throw new UsageError(problems);
  return { input, projectId: projectId as string | undefined, place, timeout };
}

/** @throws UsageError with everything that is wrong with the values of these settings */
export function checkSettings(names: readonly SettingName[], sources: SettingSources): void {
  const problems = names.flatMap((name) => {
    const { value, label } = lookUp(settings[name].flag.name, sources);
    const problem = value === undefined ? undefined : settingProblem(name, value, sources.env);
    return problem === undefined ? [] : [`${label} ${problem}.`];
  });
  if (problems.length > 0) throw new UsageError(problems);
}

/** Says that what a flag gives is missing. */
export function missingSetting(flag: string): string {
  const variable = variableFor(flag);
  return `--${flag} is missing${variable ? ` (or set ${variable})` : ""}.`;
}

/** Is the operation one of a project? */
export function needsProject({ parameters }: Operation): boolean {
  return parameters.some(({ input, required }) => input === projectInput && required);
}

/** Region and endpoint; what is wrong with them goes to the problems. An endpoint of a lower layer than the region is left aside. */
export function resolvePlace(sources: SettingSources, problems: string[]): Place {
  const region = lookUp("region", sources);
  const endpoint = lookUp("endpoint", sources);
  const place = {
    ...(region.value !== undefined && { region: region.value }),
    ...(endpoint.value !== undefined && rankOf(endpoint) <= rankOf(region) && { endpoint: endpoint.value }),
  };
  check(region, place.region, regionProblem, problems);
  check(endpoint, place.endpoint, endpointProblem, problems);
  return place;
}

/** The time limit, in milliseconds; what is wrong with it goes to the problems. */
export function resolveTimeout(sources: SettingSources, problems: string[]): number | undefined {
  const { value, label } = lookUp("timeout", sources);
  if (value === undefined) return undefined;
  const time = milliseconds(value);
  if (time === undefined) problems.push(`${label} ${timeoutProblem(value)}.`);
  return time;
}

const projectInput = "projectId";

function resolveInput(
  sources: SettingSources,
  operation: Operation,
  mayLearnProject: boolean,
  problems: string[],
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const parameter of openParameters(operation)) {
    const flag = flagOf(parameter.input);
    const { value: text, label } = lookUp(flag, sources);
    if (text === undefined) {
      if (parameter.required && !(mayLearnProject && parameter.input === projectInput)) problems.push(missingSetting(flag));
      continue;
    }
    const value = readValue(text, parameter.schema);
    const problem = text.includes("\uFFFD") ? " is not valid UTF-8" : inputProblem(parameter, value);
    if (problem) problems.push(`${label}${problem}.`);
    else input[parameter.input] = value;
  }
  return input;
}

/** The value that a text stands for: itself where the contract wants a string, else the JSON that it is; the text where it is not JSON. */
function readValue(text: string, { type }: ValueSchema): unknown {
  if (type === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function rankOf({ origin }: SettingValue): number {
  return origin === undefined ? origins.length : origins.indexOf(origin);
}

function check(
  { label }: SettingValue,
  value: string | undefined,
  problemOf: (value: string) => string | undefined,
  problems: string[],
): void {
  const problem = value === undefined ? undefined : problemOf(value);
  if (problem !== undefined) problems.push(`${label} ${problem}.`);
}
