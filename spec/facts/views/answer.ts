import { type Json, nameOf } from "./json.ts";
import { shape } from "./shape.ts";

/**
 * A response: its headers, the schema of its body by media type, whether the vendor documents it, and the outcome that its description names.
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

/** The example bodies of a response, by name. */
export function examples({ content = {} }: Json): Json {
  const bodies = Object.values(content as Record<string, { examples?: Record<string, Json> }>);
  return Object.fromEntries(bodies.flatMap((body) => Object.entries(body.examples ?? {})).map(([name, { value }]) => [name, value]));
}

/** The names of the example bodies. */
export function named(value: Json): readonly string[] {
  return Object.keys(examples(value));
}

/** The values of a key in a response's examples, at any depth, each once and sorted. */
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
