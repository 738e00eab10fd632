import type { Operation, Parameter } from "@aom-workflow/types";
import { InvalidInputError } from "../failure/errors.ts";
import { inputProblem, isNullable } from "./check-input.ts";
import { isOneLetterOff, isSpeltLike } from "./misspelt.ts";

/** The inputs of a call where they belong in the request, by their names on the wire. */
export interface PlacedInput {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  /** The value to send as JSON, if any. */
  readonly body: unknown;
}

/**
 * Checks every input that the operation declares and puts it where it belongs.
 *
 * @param shared inputs that the connection knows, which the call may override.
 * @throws InvalidInputError naming the first input that is not usable.
 */
export function placeInput(operation: Operation, input: unknown, shared: Readonly<Record<string, unknown>>): PlacedInput {
  if (typeof input !== "object" || input === null)
    throw new InvalidInputError("input", "must be an object with the inputs of the operation");
  const given = input as Readonly<Record<string, unknown>>;
  refuseMisspelt(operation, given);
  const places: Record<Parameter["in"], Record<string, unknown>> = { path: {}, query: {}, header: {}, body: {} };
  for (const parameter of operation.parameters) {
    const value = valueFor(parameter, operation.fixed?.[parameter.input] ?? given[parameter.input], shared);
    checkInput(parameter, value);
    if (value !== undefined) places[parameter.in][parameter.name] = value;
  }
  const { "": whole, ...properties } = places.body;
  return { ...places, body: whole !== undefined || Object.keys(properties).length === 0 ? whole : properties };
}

/**
 * A row of a list, with all that it has besides the inputs, may be handed in. What is written almost as an input was meant to be one, and what
 * the operation itself decides cannot be decided otherwise.
 */
function refuseMisspelt({ id, parameters, fixed = {} }: Operation, given: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(given)) {
    const isFixed = Object.hasOwn(fixed, name);
    if (!isFixed && parameters.some(({ input }) => input === name)) continue;
    const value = given[name];
    if (value === undefined || value === null || value === fixed[name]) continue;
    if (isFixed) throw new InvalidInputError(name, `must be ${fixed[name]} or left out; for another there is another method`);
    const meant = parameters.find(({ input }) => isSpeltLike(name, input) && given[input] !== value);
    const typed = meant ?? parameters.find(({ input }) => given[input] === undefined && isOneLetterOff(name, input));
    if (typed) throw new InvalidInputError(name, `is not an input of ${id} (did you mean ${typed.input}?)`);
  }
}

/** The value to send, `null` only if that is one; `undefined`: none. */
function valueFor(parameter: Parameter, given: unknown, shared: Readonly<Record<string, unknown>>): unknown {
  if (given === null && isNullable(parameter)) return null;
  return given ?? (parameter.scope === "connection" ? shared[parameter.input] : undefined);
}

/** @throws InvalidInputError that names the place in the input that is not usable. */
export function checkInput(parameter: Parameter, value: unknown): void {
  const problem = inputProblem(parameter, value);
  if (problem === undefined) return;
  const end = problem.indexOf(" ");
  throw new InvalidInputError(parameter.input + problem.slice(0, end), problem.slice(end + 1));
}
