import { type Operation, operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";

/** A call that every client is to make: the contract's own examples of each input. */
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

/** A call of each operation and of each form of one. */
export const asks: readonly Ask[] = Object.entries<Operation>({ ...operations }).map(([name, operation]) => {
  const { inputs } = docs[name as keyof typeof docs];
  const given = operation.parameters
    .filter(({ required }) => required)
    .map(({ input, name: wireName, in: where }) => ({ where, wireName, value: operation.fixed?.[input] ?? inputs[input]?.example }));
  const of = (place: string) => given.filter(({ where }) => where === place).map(({ wireName, value }) => [wireName, value] as const);
  const body = of("body");
  const texts = (place: string) => Object.fromEntries(of(place).map(([wireName, value]) => [wireName, String(value)]));
  return { operation, path: texts("path"), query: texts("query"), body: body.length === 0 ? undefined : Object.fromEntries(body) };
});
