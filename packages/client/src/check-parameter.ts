import type { Parameter } from "@aom-workflow/types";

/**
 * Says what is wrong with a value for a parameter of the contract, or nothing when it may be sent.
 *
 * Beyond the limits of the contract it refuses what would change the path or cannot be encoded: dot segments,
 * control characters, lone surrogates. Percent-encoding takes care of everything else.
 */
export function problemWith(parameter: Parameter, value: unknown): string | undefined {
  if (value === undefined || value === null) return parameter.required ? "is missing" : undefined;
  if (typeof value !== "string") return `must be a string, not ${Array.isArray(value) ? "an array" : `a ${typeof value}`}`;
  if (value === "") return "must not be empty";
  if (parameter.enum && !parameter.enum.includes(value)) return `must be one of ${parameter.enum.join(", ")}`;
  return lengthProblem(parameter, value) ?? characterProblem(value);
}

function lengthProblem({ minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Parameter, value: string): string | undefined {
  const length = [...value].length;
  if (length >= minLength && length <= maxLength) return undefined;
  const range = minLength === maxLength ? `exactly ${maxLength}` : `${minLength} to ${maxLength}`;
  return `must have ${range} characters; it has ${length}`;
}

function characterProblem(value: string): string | undefined {
  if (value === "." || value === "..") return `must not be "${value}", which would change the path`;
  if (/\p{Cc}/u.test(value)) return "must not hold control characters such as a line break";
  if (!value.isWellFormed()) return "holds half of a surrogate pair, which cannot be encoded";
  return undefined;
}
