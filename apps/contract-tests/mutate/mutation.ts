export type Json = Record<string, unknown>;
export type Key = string | number;

/** One fact of a contract, changed. */
export interface Mutation {
  /** Kind of change, such as `limit` or `status`. */
  readonly kind: string;
  /** Where, as steps from the root. */
  readonly at: readonly Key[];
  /** What was done there, for people. */
  readonly what: string;
  /** Does it to a copy of the document. */
  apply(document: Json): void;
}

/** A place of a document with its value. */
export interface Spot {
  readonly at: readonly Key[];
  readonly value: unknown;
}

/** Derives mutations from one place of a document. */
export type Operator = (spot: Spot, document: Json) => readonly Mutation[];

/** The mutation that gives a place another value, or takes it away. */
export function changed(kind: string, at: readonly Key[], what: string, value: unknown): Mutation {
  return {
    kind,
    at,
    what,
    apply(document) {
      const parent = at.slice(0, -1).reduce<unknown>((node, key) => (node as Json)[key], document) as Json;
      const key = at.at(-1) as string;
      if (value !== undefined) parent[key] = value;
      else if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
    },
  };
}

/** The mutation that takes a place away. */
export function dropped(kind: string, at: readonly Key[]): Mutation {
  return changed(kind, at, "dropped", undefined);
}

/** The mutation that gives a key of an object another name, in its place among the others. */
export function renamed(kind: string, at: readonly Key[], name: string): Mutation {
  return {
    kind,
    at,
    what: `renamed to ${name}`,
    apply(document) {
      const parent = at.slice(0, -1).reduce<unknown>((node, key) => (node as Json)[key], document) as Json;
      const entries = Object.entries(parent).map(([key, value]) => [key === String(at.at(-1)) ? name : key, value] as const);
      for (const key of Object.keys(parent)) delete parent[key];
      Object.assign(parent, Object.fromEntries(entries));
    },
  };
}

/** Every place of a document below its root. */
export function* spots(value: unknown, at: readonly Key[] = []): Generator<Spot> {
  if (at.length > 0) yield { at, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) yield* spots(item, [...at, Array.isArray(value) ? Number(key) : key]);
}
