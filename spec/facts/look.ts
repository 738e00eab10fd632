type Json = Record<string, unknown>;

/** Reads the place of a contract that a fact is about. References on the way are followed. */
export function look(contract: Json, at: string): unknown {
  const [place = "", view] = at.split(" (");
  const follow = (node: unknown): unknown => (isReference(node) ? walk(node.$ref.slice(2)) : node);
  const walk = (path: string): unknown =>
    path.split("/").reduce<unknown>((node, step) => follow((node as Json | undefined)?.[step.replaceAll("~1", "/")]), contract);
  const value = walk(place);
  if (view === undefined) return value;
  const [name = "", ...words] = view.slice(0, -1).split(" ");
  return views[name]?.(value as never, { follow, word: words.join(" ") });
}

interface Looking {
  follow(node: unknown): unknown;
  word: string;
}

/** Ways to read a place that are told in parentheses behind it. */
const views: Record<string, (value: never, looking: Looking) => unknown> = {
  keys: (value: Json) => Object.keys(value),
  set: (value: Json) => new Set(Object.keys(value)),
  count: (value: Json) => Object.keys(value).length,
  limits: ({ type, minLength, maxLength, minimum, maximum, minItems, maxItems, enum: values }: Json) =>
    withoutNothing({ type, minLength, maxLength, minimum, maximum, minItems, maxItems, enum: values }),
  signatures: (parameters: Json[], { follow }) =>
    parameters.map((it) => follow(it) as Json).map((it) => `${it.in} ${it.name}${it.required === true ? "!" : ""}`),
  documented: (responses: Json, { follow }) => statuses(responses, follow, false),
  undocumented: (responses: Json, { follow }) => statuses(responses, follow, true),
  names: (text: string, { word }) => text.includes(word),
};

function statuses(responses: Json, follow: Looking["follow"], undocumented: boolean): string[] {
  return Object.keys(responses).filter((status) => "x-undocumented" in (follow(responses[status]) as Json) === undocumented);
}

function withoutNothing(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}

function isReference(node: unknown): node is { $ref: string } {
  return typeof node === "object" && node !== null && "$ref" in node;
}
