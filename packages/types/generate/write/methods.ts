import type { Input } from "../read/input.ts";
import type { ReadOperation } from "../read/operations.ts";

/** A method that an operation is called by: the operation as it is, or one of its forms. */
export interface Method {
  name: string;
  summary: string;
  description: string;
  /** The word that calls it on a command line. */
  command: string;
  /** Those that are still open. */
  inputs: Input[];
  fixed: Record<string, unknown> | undefined;
}

export function methodsOf(operation: ReadOperation): Method[] {
  const { name, summary, description, command, inputs, forms } = operation;
  return [
    { name, summary, description, command, inputs, fixed: undefined },
    ...forms.map((form) => ({ ...form, inputs: inputs.filter(({ parameter }) => !(parameter.input in form.fixed)) })),
  ];
}
