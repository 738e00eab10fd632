import { type Json, nameOf } from "./json.ts";
import { shape } from "./shape.ts";

/**
 * What an answer says: its headers, the schema of its body by media type, whether the vendor documents it, and what its description says
 * became of the request.
 */
export function answer({ description, headers = {}, content = {}, "x-undocumented": undocumented, ...unusual }: Json): unknown {
  const named = Object.entries(headers as Record<string, Json>).map(([name, { $ref }]) => `${name} ${nameOf(String($ref))}`);
  const bodies = Object.entries(content as Record<string, Json>).map(([type, { schema }]) => `${type} ${shape(schema as Json)}`);
  return [
    ...named,
    ...bodies,
    ...(undocumented === undefined ? [] : ["undocumented"]),
    ...outcomes(String(description)),
    ...Object.keys(unusual),
  ].join("; ");
}

function outcomes(description: string): readonly string[] {
  return ["nothing was done", "before the service saw it", "may have been applied"].filter((words) =>
    description.toLowerCase().includes(words),
  );
}

/** The bodies that an answer gives as examples, by their names. */
export function examples({ content = {} }: Json): Json {
  const bodies = Object.values(content as Record<string, { examples?: Record<string, Json> }>);
  return Object.fromEntries(bodies.flatMap((body) => Object.entries(body.examples ?? {})).map(([name, { value }]) => [name, value]));
}

/** The names of those bodies. */
export function named(value: Json): readonly string[] {
  return Object.keys(examples(value));
}

/** The words that an answer's examples have under a key, in whatever depth, each once and in order. */
export function words(value: Json, key: string): readonly string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [name, item] of Object.entries(node)) {
      if (name === key) found.add(String(item));
      visit(item);
    }
  };
  visit(examples(value));
  return [...found].sort();
}
