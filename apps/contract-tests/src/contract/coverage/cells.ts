import type { Contract, Operation, Parameter } from "./document.ts";
import { type Probe, probes, sample } from "./probes.ts";

/** A request with what the contract says of it. */
export interface RequestCell {
  readonly kind: "request";
  readonly operation: Operation;
  readonly name: string;
  readonly constraint: string;
  /** By wire name. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Nothing: the validators only have to agree. */
  readonly isAllowed: boolean | undefined;
}

/** An answer that the contract declares. */
export interface AnswerCell {
  readonly kind: "answer";
  readonly operation: Operation;
  readonly name: string;
  readonly status: number;
  readonly example: string;
  readonly body: unknown;
}

export type Cell = RequestCell | AnswerCell;

/** Every operation × answer × example, and every constraint of every parameter and property of a body. */
export function cellsOf({ operations }: Contract): readonly Cell[] {
  return operations.flatMap((operation) => [...requests(operation), ...answers(operation)]);
}

function answers(operation: Operation): readonly AnswerCell[] {
  return Object.entries(operation.answers).flatMap(([status, examples]) =>
    Object.entries(examples).map(([example, body]) => ({
      kind: "answer" as const,
      operation,
      name: `${operation.id} ${status} ${example}`,
      status: Number(status),
      example,
      body,
    })),
  );
}

function requests(operation: Operation): readonly RequestCell[] {
  const good = Object.fromEntries(operation.parameters.map((it) => [it.name, it.example ?? sample(it.schema)]));
  const [example] = Object.values(operation.body?.examples ?? {});
  const cell = (name: string, constraint: string, isAllowed: boolean | undefined, change: Partial<RequestCell> = {}): RequestCell => ({
    kind: "request",
    operation,
    name: `${operation.id} ${name}`,
    constraint,
    values: good,
    body: example,
    isAllowed,
    ...change,
  });
  return [
    cell("as its examples are", "example", true),
    ...operation.parameters.flatMap((parameter) =>
      probesOf(parameter, good[parameter.name]).map(({ constraint, what, value, isAllowed }) =>
        cell(`${parameter.in} ${parameter.name}: ${what}`, constraint, isAllowed, { values: { ...good, [parameter.name]: value } }),
      ),
    ),
    ...bodies(operation, cell),
  ];
}

/** In an address everything is text: `true` is a word, and an object cannot be written. */
function probesOf({ required, in: where, schema }: Parameter, good: unknown): readonly Probe[] {
  const missing: Probe = { constraint: "required", what: "missing", value: undefined, isAllowed: required !== true };
  const own = probes(schema, good).filter(({ value }) => typeof value !== "object");
  return where === "path" ? own : [missing, ...own];
}

function bodies(
  { body }: Operation,
  cell: (name: string, constraint: string, isAllowed: boolean | undefined, change: Partial<RequestCell>) => RequestCell,
) {
  if (!body) return [];
  return Object.entries(body.examples).flatMap(([name, example]) => [
    cell(`body ${name}: as it is`, "example", true, { body: example }),
    ...probes(body.schema, example).map(({ constraint, what, value, isAllowed }) =>
      // What is allowed at one place may be forbidden by another: there the validators only have to agree.
      cell(`body ${name}: ${what}`, constraint, isAllowed ? undefined : false, { body: value }),
    ),
    ...leavingOut(example).map(([path, value]) => cell(`body ${name}: without ${path}`, "if", undefined, { body: value })),
  ]);
}

/** The value without each of its properties, in whatever depth. */
function leavingOut(value: unknown): readonly (readonly [path: string, without: unknown])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const { [key]: _, ...rest } = value as Record<string, unknown>;
    return [[key, rest] as const, ...leavingOut(item).map(([path, inner]) => [`${key}.${path}`, { ...value, [key]: inner }] as const)];
  });
}
