import { parse } from "yaml";
import { camelCase } from "../../../packages/types/generate/read/words.ts";

export type Json = Readonly<Record<string, unknown>>;

const documents = new Map<string, Json>();

/** Parses a text, once for all edits of it. */
export function parsed(text: string): Json {
  const document = documents.get(text) ?? (parse(text) as Json);
  documents.set(text, document);
  return document;
}

/** Every operation of a contract. */
export function operationsOf({ paths }: Json): readonly Json[] {
  return Object.values(paths as Record<string, Record<string, Json>>).flatMap((item) => Object.values(item));
}

/** Every operation and every form, by method name. */
export function methodsOf(document: Json): ReadonlyMap<string, Json> {
  return new Map(
    operationsOf(document).flatMap((operation) => {
      const forms = Object.entries((operation["x-forms"] as Record<string, Json> | undefined) ?? {});
      return [
        [String(operation["x-name"]), operation] as const,
        ...forms.map(([name, { fixed }]) => [name, { ...operation, fixed }] as const),
      ];
    }),
  );
}

/** The parameters and the body of an operation, with references resolved, each parameter under a key that is unique among its siblings. */
export function requestOf({ parameters = [], requestBody = {} }: Json, document: Json): Json {
  const list = parameters as readonly Json[];
  const named = list.map((parameter, at) => [parameter.$ref ?? `${at} of ${list.length}`, parameter]);
  return resolved({ parameters: Object.fromEntries(named), requestBody }, document) as Json;
}

/** The input names of an operation's parameters and body properties, by wire name. */
export function inputsOf(operation: Json, document: Json): ReadonlyMap<string, string> {
  const { parameters, requestBody } = requestOf(operation, document) as { parameters: Json; requestBody: { content?: Json } };
  const bodies = Object.values(requestBody.content ?? {}) as readonly { schema: { properties?: Json } }[];
  const inputs = [
    ...bodies.flatMap(({ schema }) => Object.entries(schema.properties ?? {})),
    ...Object.values(parameters).map((parameter) => [String((parameter as Json).name), parameter] as const),
  ];
  return new Map(inputs.map(([name, input]) => [name, inputName(name, input as Json)]));
}

/** The name of an input: its `x-name`, else its wire name in camelCase. */
export function inputName(name: string, input: Json): string {
  return String(input["x-name"] ?? camelCase(name));
}

function resolved(value: unknown, document: Json, within: readonly unknown[] = []): unknown {
  if (!isObject(value) || within.includes(value)) return value;
  const keys = typeof value.$ref === "string" ? value.$ref.split("/").slice(1) : undefined;
  if (keys)
    return resolved(
      keys.reduce<unknown>((at, key) => (at as Json)[key], document),
      document,
      [...within, value],
    );
  const entries = Object.entries(value).map(([key, item]) => [key, resolved(item, document, [...within, value])]);
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

/** The shared schemas of a contract. */
export function schemasOf({ components }: Json): Readonly<Record<string, Json>> {
  return (components as Json).schemas as Record<string, Json>;
}

/** Whether a schema is used in requests only. */
export function isOfRequest(name: string, document: Json): boolean {
  const reference = `"#/components/schemas/${name}"`;
  const answers = [(document.components as Json).responses, operationsOf(document).map(({ responses }) => responses)];
  if (JSON.stringify(answers).includes(reference)) return false;
  const within = Object.entries(schemasOf(document)).filter(
    ([other, schema]) => other !== name && JSON.stringify(schema).includes(reference),
  );
  return within.every(([other]) => isOfRequest(other, document));
}

/** Whether a value has keys. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}
