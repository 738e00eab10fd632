import type { Operation, Parameter, ValueSchema } from "@aom-workflow/types";
import type { OperationDocs } from "@aom-workflow/types/docs";
import { limits } from "../operations/limits.ts";

/** One field of the form that calls an operation. */
export interface Field {
  readonly input: string;
  readonly required: boolean;
  readonly description: string;
  readonly limits: string;
  readonly choices?: readonly string[];
  /** Anything but a text is written as JSON. */
  readonly json: boolean;
}

/** The fields of an operation, those that must be filled first. */
export function fieldsOf({ parameters, fixed = {} }: Operation, docs: OperationDocs): readonly Field[] {
  const open = parameters
    .filter(({ input }) => !(input in fixed))
    .map((parameter) => fieldOf(parameter, docs.inputs[parameter.input]?.description ?? ""));
  return [...open.filter(({ required }) => required), ...open.filter(({ required }) => !required)];
}

function fieldOf({ input, required, schema }: Parameter, description: string): Field {
  const json = schema.type !== "string";
  return { input, required, description, limits: limits(schema), json, ...choices(schema) };
}

function choices(schema: ValueSchema): { choices?: readonly string[] } {
  return schema.enum && schema.type === "string" ? { choices: schema.enum.map(String) } : {};
}

/** What the fields stand for, as the input of a call; a sentence where a field is not JSON. An empty field is left out. */
export function inputOf(fields: readonly Field[], texts: Readonly<Record<string, string>>): Record<string, unknown> | string {
  const input: Record<string, unknown> = {};
  for (const { input: name, json } of fields) {
    const text = texts[name]?.trim() ?? "";
    if (text === "") continue;
    if (!json) input[name] = text;
    else
      try {
        input[name] = JSON.parse(text);
      } catch {
        return `${name} is not valid JSON.`;
      }
  }
  return input;
}

/** A value as it is written into its field. */
export function textOf(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
}
