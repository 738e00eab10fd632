import { inputProblem } from "@aom-workflow/client/internal";
import type { Operation } from "@aom-workflow/types";
import { UsageError } from "../output/usage-error.ts";
import { flagOf, openParameters } from "../surface/flags.ts";
import { type SettingName, settings, variableFor } from "../surface/settings.ts";
import { settingProblem } from "./check-setting.ts";
import { choose, type Layers } from "./layers.ts";
import { type Place, resolvePlace } from "./place.ts";
import { readValue } from "./read-value.ts";
import { milliseconds, timeoutProblem } from "./timeout.ts";

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

/**
 * Puts the layers together.
 *
 * @param mayLearnProject can the project come from somewhere else, such as the keys?
 * @throws UsageError with everything that is wrong, not only the first thing
 */
export function resolveSettings(
  layers: Layers,
  operation: Operation,
  { mayLearnProject }: { readonly mayLearnProject: boolean },
): Settings {
  const problems: string[] = [];
  const { [projectInput]: projectId, ...input } = resolveInput(layers, operation, mayLearnProject, problems);
  const place = resolvePlace(layers, problems);
  if (place.region === undefined && place.endpoint === undefined) {
    problems.push("--region is missing: give one such as cn-north-4 (or set AOM_WORKFLOW_REGION), or an --endpoint.");
  }
  const timeout = resolveTimeout(layers, problems);
  if (problems.length > 0) throw new UsageError(problems);
  return { input, projectId: projectId as string | undefined, place, timeout };
}

/** @throws UsageError with everything that is wrong with the values of these settings */
export function checkSettings(names: readonly SettingName[], layers: Layers): void {
  const problems = names.flatMap((name) => {
    const { value, label } = choose(settings[name].flag.name, layers);
    const problem = value === undefined ? undefined : settingProblem(name, value);
    return problem === undefined ? [] : [`${label} ${problem}.`];
  });
  if (problems.length > 0) throw new UsageError(problems);
}

/** Says that the project is missing where it could not be learned after all. */
export function missingProject(): UsageError {
  return new UsageError(missing(flagOf(projectInput)));
}

/** Is the operation one of a project? */
export function needsProject({ parameters }: Operation): boolean {
  return parameters.some(({ input, required }) => input === projectInput && required);
}

const projectInput = "projectId";

function resolveInput(layers: Layers, operation: Operation, mayLearnProject: boolean, problems: string[]): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const parameter of openParameters(operation)) {
    const flag = flagOf(parameter.input);
    const { value: text, label } = choose(flag, layers);
    if (text === undefined) {
      if (parameter.required && !(mayLearnProject && parameter.input === projectInput)) problems.push(missing(flag));
      continue;
    }
    const value = readValue(text, parameter.schema);
    const problem = text.includes("\uFFFD") ? " is not valid UTF-8" : inputProblem(parameter, value);
    if (problem) problems.push(`${label}${problem}.`);
    else input[parameter.input] = value;
  }
  return input;
}

function missing(flag: string): string {
  const variable = variableFor(flag);
  return `--${flag} is missing${variable ? ` (or set ${variable})` : ""}.`;
}

/** The time limit, in milliseconds; what is wrong with it goes to the problems. */
export function resolveTimeout(layers: Layers, problems: string[]): number | undefined {
  const { value, label } = choose("timeout", layers);
  if (value === undefined) return undefined;
  const time = milliseconds(value);
  if (time === undefined) problems.push(`${label} ${timeoutProblem(value)}.`);
  return time;
}
