import { type Json, type Mutation, type Operator, spots } from "./mutation.ts";
import { answer, example, prose, status } from "./operators/answers.ts";
import { method, naming, parameter, path, security, server } from "./operators/calls.ts";
import { component, extension } from "./operators/extensions.ts";
import { keyword, limit, member, property, reference, required, type } from "./operators/schemas.ts";

const operators: readonly Operator[] = [
  ...[limit, member, required, type, property, keyword, reference],
  ...[path, method, parameter, naming, server, security],
  ...[status, answer, example, prose],
  ...[extension, component],
];

/** Every change of a single fact of a contract, in its order. */
export function mutationsOf(document: Json): readonly Mutation[] {
  return [...spots(document)].flatMap((spot) => operators.flatMap((operator) => operator(spot, document)));
}

/** Names a mutation, for reports and for what is known to be equivalent. */
export function nameOf(contract: string, { kind, at, what }: Mutation): string {
  return `${contract} ${kind}: ${at.map((key) => String(key).replaceAll("/", "~1")).join("/")}, ${what}`;
}
