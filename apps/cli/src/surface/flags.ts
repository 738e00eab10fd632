import type { Operation, Parameter, ValueSchema } from "@aom-workflow/types";
import type { InputDocs } from "@aom-workflow/types/docs";

/** The flag for an input of the client, without dashes: `workflow` for `workflowId`. The rule is all there is, so that a new parameter needs no edit here. */
export function flagOf(input: string): string {
  return input.replace(/(?<=.)Id$/, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The parameters that this form of an operation leaves open. */
export function openParameters({ parameters, fixed = {} }: Operation): readonly Parameter[] {
  return parameters.filter(({ input }) => !Object.hasOwn(fixed, input));
}

/** What stands for the value in help. */
export function placeholderOf({ input, schema }: Parameter): string {
  return input.endsWith("Id") ? "id" : placeholders[schema.type ?? "object"];
}

const placeholders = {
  string: "value",
  integer: "number",
  number: "number",
  boolean: "true|false",
  array: "json",
  object: "json",
} as const;

/** Description and limits of a parameter in one text for help. */
export function describeParameter({ schema }: Parameter, { description }: InputDocs): string {
  const limits = limitsOf(schema);
  return limits === undefined || description.includes(limits) ? description : `${description} (${limits})`;
}

function limitsOf({ enum: words, minLength = 0, maxLength, minimum, maximum }: ValueSchema): string | undefined {
  if (words) return `one of ${words.join(", ")}`;
  if (maxLength !== undefined) return `${minLength === maxLength ? maxLength : `${minLength} to ${maxLength}`} characters`;
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `at least ${minimum}`;
  return maximum === undefined ? undefined : `at most ${maximum}`;
}
