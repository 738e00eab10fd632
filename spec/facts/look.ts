import { answer, examples, named, words } from "./views/answer.ts";
import type { Json } from "./views/json.ts";
import { behaviour, operation } from "./views/operation.ts";
import { parameter } from "./views/parameter.ts";
import { shape } from "./views/shape.ts";

/** Reads the place of a contract that a fact is about. References on the way are followed. */
export function look(contract: Json, at: string): unknown {
  const [place = "", view] = at.split(" (");
  const follow = (node: unknown): unknown => (isReference(node) ? walk(node.$ref.slice(2)) : node);
  const walk = (path: string): unknown =>
    (path === "" ? [] : path.split("/")).reduce<unknown>(
      (node, step) => follow((node as Json | undefined)?.[step.replaceAll("~1", "/")]),
      contract,
    );
  const value = walk(place);
  if (view === undefined || value === undefined) return value;
  const [name = "", ...rest] = view.slice(0, -1).split(" ");
  return views[name]?.(value as never, { follow, word: rest.join(" ") });
}

interface Looking {
  follow(node: unknown): unknown;
  word: string;
}

/** Ways to read a place that are told in parentheses behind it. */
const views: Record<string, (value: never, looking: Looking) => unknown> = {
  keys: (value: Json) => Object.keys(value),
  said: ({ description: _, ...said }: Json) => said,
  defaults: (variables: Record<string, Json>) => Object.fromEntries(Object.entries(variables).map(([name, it]) => [name, it.default])),
  names: (text: string, { word }) => text.includes(word),
  words: (value: Json, { word }) => words(value, word),
  operation: (value: Json, { follow }) => operation(value, follow),
  shape,
  parameter,
  answer,
  examples,
  named,
  behaviour,
};

function isReference(node: unknown): node is { $ref: string } {
  return typeof node === "object" && node !== null && "$ref" in node;
}
