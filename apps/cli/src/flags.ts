import type { Operation, Parameter } from "@aom-workflow/types";

/** A parameter of the contract as the command line knows it. */
export interface Flag {
  /** Long name without dashes: `workflow` for `workflow_id`. */
  readonly name: string;
  /** Name in the client's input and in JSON output: `workflowId` for `workflow_id`. */
  readonly input: string;
  readonly parameter: Parameter;
}

/** One flag for each parameter of the operation; the rule is all there is, so that a new parameter needs no edit here. */
export function flagsOf(operation: Operation): readonly Flag[] {
  return operation.parameters.map((parameter) => ({
    name: parameter.name.replace(/_id$/, "").replaceAll("_", "-"),
    input: parameter.name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    parameter,
  }));
}

/** The flag for a name that the client uses: `--workflow` for `workflowId`, `--timeout` for `deadline`. */
export function flagForInput(name: string): string {
  if (name === "deadline") return "--timeout";
  return `--${name.replace(/Id$/, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** What stands for the value in help. */
export function placeholderOf({ name }: Parameter): string {
  return name.endsWith("_id") ? "id" : "value";
}

/** Description and limits of a parameter in one text for help. */
export function describeFlag({ description, minLength = 0, maxLength, enum: values }: Parameter): string {
  if (values) return `${description} (one of ${values.join(", ")})`;
  if (maxLength === undefined || description.includes(`${maxLength} characters`)) return description;
  const range = minLength === maxLength ? `${maxLength}` : `${minLength} to ${maxLength}`;
  return `${description} (${range} characters)`;
}
