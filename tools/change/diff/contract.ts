import { parse } from "yaml";

export type Json = Readonly<Record<string, unknown>>;

const documents = new Map<string, Json>();

/** The document that a text is, read once however many edits begin with it. */
export function parsed(text: string): Json {
  const document = documents.get(text) ?? (parse(text) as Json);
  documents.set(text, document);
  return document;
}

/** Every operation of a contract. */
export function operationsOf({ paths }: Json): readonly Json[] {
  return Object.values(paths as Record<string, Record<string, Json>>).flatMap((item) => Object.values(item));
}

/** Every operation and every form of one, by the name of its method. */
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

/** The shared schemas of a contract. */
export function schemasOf({ components }: Json): Readonly<Record<string, Json>> {
  return (components as Json).schemas as Record<string, Json>;
}

/** Is a schema only in requests? */
export function isOfRequest(name: string, document: Json): boolean {
  const reference = `"#/components/schemas/${name}"`;
  const answers = [(document.components as Json).responses, operationsOf(document).map(({ responses }) => responses)];
  if (JSON.stringify(answers).includes(reference)) return false;
  const within = Object.entries(schemasOf(document)).filter(
    ([other, schema]) => other !== name && JSON.stringify(schema).includes(reference),
  );
  return within.every(([other]) => isOfRequest(other, document));
}

/** Is a value one with keys? */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}
