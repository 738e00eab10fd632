import { extensionProblems } from "../../../../spec/lint/extensions.ts";
import type { Effect, Operation, RetryPolicy } from "../../src/operation.ts";
import type { Lifecycle } from "../../src/operation-docs.ts";
import { type DeclaredAnswer, readAnswers } from "./answers.ts";
import { readBody } from "./body.ts";
import type { Contract } from "./contract.ts";
import type { Input } from "./input.ts";
import { readParameters } from "./parameters.ts";
import type { Place } from "./place.ts";
import { oneLine } from "./words.ts";

/** An operation as the contract states it, ready to be written as code. */
export interface ReadOperation {
  place: Place;
  id: string;
  name: string;
  method: Operation["method"];
  path: string;
  summary: string;
  description: string;
  deprecated: boolean;
  page: string;
  inputs: Input[];
  success: DeclaredAnswer[];
  errors: DeclaredAnswer[];
  successWords: Operation["successWords"];
  effect: Effect;
  retry: RetryPolicy | false;
  lifecycle: Lifecycle;
  permission: string | undefined;
  forms: Form[];
}

/** The operation with some inputs fixed, under a name of its own. */
export interface Form {
  place: Place;
  name: string;
  summary: string;
  description: string;
  /** By input name. */
  fixed: Record<string, unknown>;
}

const methods = ["get", "put", "post", "delete", "patch"];
const otherMethods = ["head", "options", "trace"];

/** Names that a client has for itself. */
const reservedNames = new Set(["safe", "call", "dryRun", "then"]);

/** Every operation of a contract, in its order. */
export function readOperations({ root }: Contract): ReadOperation[] {
  const operations = root
    .at("paths")
    .entries()
    .flatMap(([path, item]) =>
      item.entries().flatMap(([key, place]) => {
        if (otherMethods.includes(key)) throw place.refusal(`the method ${key.toUpperCase()} is not supported`);
        return methods.includes(key) ? [readOperation(path, key.toUpperCase() as Operation["method"], item, place)] : [];
      }),
    );
  unique(operations.map(({ id, place }) => [id, place.at("operationId")]));
  unique(
    operations.flatMap(({ name, place, forms }) => [[name, place.at("x-name")], ...forms.map(({ name, place }) => [name, place] as const)]),
  );
  return operations;
}

function readOperation(path: string, method: Operation["method"], item: Place, place: Place): ReadOperation {
  for (const servers of [item.at("servers"), place.at("servers")]) {
    if (servers.value !== undefined) throw servers.refusal("servers of its own are not supported; an operation is called at the endpoint");
  }
  if (method === "GET" && place.has("requestBody")) throw place.at("requestBody").refusal("a GET with a body is not supported");
  const inputs = [...readParameters(item, place), ...readBody(place)];
  checkInputs(inputs, path, place);
  const answers = readAnswers(place);
  checkExtensions(place, inputs, answers.success);
  return {
    place,
    id: place.text("operationId"),
    name: freeName(place.text("x-name"), place.at("x-name")),
    method,
    path,
    summary: oneLine(place.text("summary")),
    description: place.optionalText("description")?.trim() ?? "",
    deprecated: place.at("deprecated").value === true,
    page: place.at("externalDocs").text("url"),
    inputs,
    ...answers,
    successWords: place.at("x-success").value as Operation["successWords"],
    effect: place.at("x-effect").value as Effect,
    retry: place.at("x-retry").value as RetryPolicy | false,
    lifecycle: place.at("x-lifecycle").value as Lifecycle,
    permission: place.at("x-permission").value as string | undefined,
    forms: place
      .at("x-forms")
      .entries()
      .map(([name, form]) => readForm(name, form, inputs)),
  };
}

function readForm(name: string, place: Place, inputs: Input[]): Form {
  const fixed = place
    .at("fixed")
    .entries()
    .map(([wireName, { value }]) => {
      const input = inputs.find(({ parameter }) => parameter.name === wireName);
      return [input!.parameter.input, value] as const;
    });
  return {
    place,
    name: freeName(name, place),
    summary: oneLine(place.text("summary")),
    description: place.text("description").trim(),
    fixed: Object.fromEntries(fixed),
  };
}

/** Every input has a name of its own, and the path names its parameters and no others. */
function checkInputs(inputs: Input[], path: string, operation: Place): void {
  unique(inputs.map(({ parameter, place }) => [parameter.input, place]));
  const declared = inputs.filter(({ parameter }) => parameter.in === "path").map(({ parameter }) => parameter.name);
  const named = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name!);
  const odd = named.find((name) => !/^\w+$/.test(name));
  if (odd !== undefined) throw operation.refusal(`the path parameter {${odd}} has a name with other characters than letters, digits and _`);
  const missing = named.find((name) => !declared.includes(name)) ?? declared.find((name) => !named.includes(name));
  if (missing !== undefined) throw operation.refusal(`the path parameter {${missing}} must be in the path and among the parameters`);
}

function checkExtensions(operation: Place, inputs: Input[], success: DeclaredAnswer[]): void {
  const known = inputs.map(({ parameter: { name, schema } }) => ({ name, values: schema.enum }));
  const answer = success.flatMap(({ body }) => body?.schema.at("properties").keys() ?? []);
  const [problem] = extensionProblems(operation.value as Record<string, unknown>, known, answer);
  if (problem) throw problem.at.reduce((place, key) => place.at(key), operation).refusal(problem.message.replace(/\.$/, ""));
}

function freeName(name: string, place: Place): string {
  if (reservedNames.has(name) || name in {}) throw place.refusal(`\`${name}\` is a reserved name`);
  return name;
}

function unique(names: (readonly [string, Place])[]): void {
  const seen = new Map<string, Place>();
  for (const [name, place] of names) {
    const first = seen.get(name);
    if (first) throw place.refusal(`\`${name}\` is taken already, at ${first.pointer}`);
    seen.set(name, place);
  }
}
