import { type Operation, operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";

/** A call that every client is to make. */
export interface Ask {
  readonly operation: Operation;
  /** By wire name. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A client that we did not write. */
export interface IndependentClient {
  readonly name: string;
  call(ask: Ask, url: string): Promise<Answer>;
}

export const token = "independent-token";

/** A call of each operation and of each form of one, with what is required. */
export const asks: readonly Ask[] = Object.entries<Operation>({ ...operations }).map(([name, operation]) => {
  const required = operation.parameters.filter(({ required }) => required).map(({ input }) => input);
  return askOf(operation, examplesOf(name, required));
});

/** The same with everything that it can be given. */
export const fullAsks: readonly Ask[] = Object.entries<Operation>({ ...operations }).map(([name, operation]) =>
  askOf(
    operation,
    examplesOf(
      name,
      operation.parameters.map(({ input }) => input),
    ),
  ),
);

/** The contract's own examples of these inputs. */
function examplesOf(name: string, wanted: readonly string[]): Readonly<Record<string, unknown>> {
  const { inputs } = docs[name as keyof typeof docs];
  return Object.fromEntries(wanted.map((input) => [input, inputs[input]?.example]));
}

/** A call with these inputs, by their name. */
export function askOf(operation: Operation, inputs: Readonly<Record<string, unknown>>): Ask {
  const values = { ...inputs, ...operation.fixed };
  const given = operation.parameters.filter(({ input }) => values[input] !== undefined);
  const at = (place: string) =>
    given.filter((parameter) => parameter.in === place).map(({ name, input }) => [name, values[input]] as const);
  const texts = (place: string) => Object.fromEntries(at(place).map(([name, value]) => [name, String(value)]));
  const body = Object.fromEntries(at("body"));
  return {
    operation,
    path: texts("path"),
    query: texts("query"),
    body: operation.method === "POST" && hasBody(operation) ? body : undefined,
  };
}

function hasBody({ parameters }: Operation): boolean {
  return parameters.some((parameter) => parameter.in === "body");
}
