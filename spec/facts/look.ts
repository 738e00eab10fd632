import type { Place } from "../read/place.ts";
import { answer, examples, named, words } from "./views/answer.ts";
import type { Json } from "./views/json.ts";
import { behaviour, operation } from "./views/operation.ts";
import { parameter, shape } from "./views/shape.ts";

/** Reads the place in a contract that a fact is about, following references. */
export function look(root: Place, at: string): unknown {
  const [path = "", view] = at.split(" (");
  const steps = path === "" ? [] : path.split("/");
  const place = steps.reduce((place, step) => place.at(step.replaceAll("~1", "/")), root);
  if (view === undefined || place.value === undefined) return place.value;
  const [name = "", ...rest] = view.slice(0, -1).split(" ");
  return name === "operation" ? operation(place) : views[name]?.(place.value as never, rest.join(" "));
}

/** Ways to read a place, named in parentheses after it. */
const views: Record<string, (value: never, word: string) => unknown> = {
  keys: (value: Json) => Object.keys(value),
  said: ({ description: _, ...said }: Json) => said,
  defaults: (variables: Record<string, Json>) => Object.fromEntries(Object.entries(variables).map(([name, it]) => [name, it.default])),
  names: (text: string, word) => text.includes(word),
  words,
  shape,
  parameter,
  answer,
  examples,
  named,
  behaviour,
};
