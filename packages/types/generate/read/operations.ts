import { extensionProblems, type FormInput } from "../../../../spec/lint/extensions.ts";
import { readAll } from "../../../../spec/read/contract-error.ts";
import type { Place } from "../../../../spec/read/place.ts";
import type { ActsOn, Effect, Operation, RetryPolicy } from "../../src/operation.ts";
import type { Lifecycle } from "../../src/operation-docs.ts";
import { type DeclaredAnswer, readAnswers } from "./answers.ts";
import { readBody } from "./body.ts";
import type { Contract } from "./contract.ts";
import type { Input } from "./input.ts";
import { readParameters } from "./parameters.ts";
import { kebabCase, oneLine } from "./words.ts";

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
  actsOn: ActsOn | undefined;
  /** The word that calls it on a command line: the one that `x-command` states, else its name in kebab-case. */
  command: string;
  forms: Form[];
}

/** The operation with some inputs fixed, under a name of its own. */
export interface Form {
  place: Place;
  name: string;
  command: string;
  summary: string;
  description: string;
  /** By input name. */
  fixed: Record<string, unknown>;
}

const methods = ["get", "put", "post", "delete", "patch"];
const otherMethods = ["head", "options", "trace"];

/** Names that a client has for itself. */
const reservedNames = new Set(["safe", "call", "dryRun", "then"]);

/** Every operation of a contract, in its order. @throws ContractError with the problems of all of them */
export function readOperations({ root }: Contract): ReadOperation[] {
  const calls = root
    .at("paths")
    .entries()
    .flatMap(([path, item]) => item.entries().map(([key, place]) => ({ path, item, key, place })))
    .filter(({ key }) => [...methods, ...otherMethods].includes(key));
  const operations = readAll(
    calls.map(
      ({ path, item, key, place }) =>
        () =>
          readOperation(path, key, item, place),
    ),
  );
  readAll([
    () => unique(operations.map(({ id, place }) => [id, place.at("operationId")])),
    () =>
      unique(
        operations.flatMap(({ name, place, forms }) => [
          [name, place.at("x-name")],
          ...forms.map(({ name, place }) => [name, place] as const),
        ]),
      ),
    () =>
      unique(
        operations.flatMap(({ command, place, forms }) => [
          [command, place.at("x-command")],
          ...forms.map(({ command, place }) => [command, place] as const),
        ]),
      ),
  ]);
  return operations;
}

function readOperation(path: string, key: string, item: Place, place: Place): ReadOperation {
  if (otherMethods.includes(key)) throw place.refusal(`the method ${key.toUpperCase()} is not supported`);
  const [{ inputs, ...said }, answers] = readAll([
    () => readSaid(path, item, place),
    () => readAnswers(place),
    () => checkSupported(key, item, place),
    () => checkExtensions(item, place),
  ]);
  return {
    ...said,
    place,
    method: key.toUpperCase() as Operation["method"],
    path,
    deprecated: place.at("deprecated").value === true,
    inputs,
    ...answers,
    successWords: place.at("x-success").value as Operation["successWords"],
    effect: place.at("x-effect").value as Effect,
    retry: place.at("x-retry").value as RetryPolicy | false,
    lifecycle: place.at("x-lifecycle").value as Lifecycle,
    permission: place.at("x-permission").value as string | undefined,
    actsOn: place.at("x-acts-on").value as ActsOn | undefined,
    command: String(place.at("x-command").value ?? kebabCase(said.name)),
    forms: readAll(
      place
        .at("x-forms")
        .entries()
        .map(
          ([name, form]) =>
            () =>
              readForm(name, form, inputs),
        ),
    ),
  };
}

function readSaid(path: string, item: Place, place: Place) {
  const [id, name, summary, page, inputs] = readAll([
    () => place.text("operationId"),
    () => freeName(String(place.at("x-name").value), place.at("x-name")),
    () => oneLine(place.text("summary")),
    () => place.at("externalDocs").text("url"),
    () => readInputs(path, item, place),
  ]);
  return { id, name, summary, page, inputs, description: place.optionalText("description")?.trim() ?? "" };
}

function readInputs(path: string, item: Place, place: Place): Input[] {
  const inputs = readAll([() => readParameters(item, place), () => readBody(place)]).flat();
  checkInputs(inputs, path, place);
  return inputs;
}

function checkSupported(key: string, item: Place, place: Place): void {
  const servers = [item.at("servers"), place.at("servers")].filter(({ value }) => value !== undefined);
  readAll([
    ...servers.map((servers) => () => {
      throw servers.refusal("servers of its own are not supported; an operation is called at the endpoint");
    }),
    () => {
      if (key === "get" && place.has("requestBody")) throw place.at("requestBody").refusal("a GET with a body is not supported");
    },
  ]);
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
    command: kebabCase(name),
    summary: oneLine(place.text("summary")),
    description: place.text("description").trim(),
    fixed: Object.fromEntries(fixed),
  };
}

/** Every input has a name of its own, and the path names its parameters and no others. */
function checkInputs(inputs: Input[], path: string, operation: Place): void {
  readAll([() => unique(inputs.map(({ parameter, place }) => [parameter.input, place])), () => checkPath(inputs, path, operation)]);
}

function checkPath(inputs: Input[], path: string, operation: Place): void {
  const declared = inputs.filter(({ parameter }) => parameter.in === "path").map(({ parameter }) => parameter.name);
  const named = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name!);
  const odd = named.find((name) => !/^\w+$/.test(name));
  if (odd !== undefined) throw operation.refusal(`the path parameter {${odd}} has a name with other characters than letters, digits and _`);
  const missing = named.find((name) => !declared.includes(name)) ?? declared.find((name) => !named.includes(name));
  if (missing !== undefined) throw operation.refusal(`the path parameter {${missing}} must be in the path and among the parameters`);
}

function checkExtensions(item: Place, place: Place): void {
  const success = place
    .at("responses")
    .entries()
    .filter(([status]) => status.startsWith("2"));
  const answer = success.flatMap(([, response]) => mediaOf(response).flatMap((media) => media.at("schema").at("properties").keys()));
  const problems = extensionProblems(place.value as Record<string, unknown>, formInputs(item, place), answer);
  readAll(
    problems.map(({ at, message }) => () => {
      throw at.reduce((place, key) => place.at(key), place).refusal(message.replace(/\.$/, ""));
    }),
  );
}

/** The inputs that a form may fix, by their names in the contract; other problems with an input are reported separately. */
function formInputs(item: Place, operation: Place): FormInput[] {
  const parameters = [...item.at("parameters").items(), ...operation.at("parameters").items()];
  const properties = mediaOf(operation.at("requestBody")).flatMap((media) => media.at("schema").at("properties").entries());
  return [
    ...parameters.map((place) => [String(place.at("name").value), place, place.at("schema")] as const),
    ...properties.map(([name, place]) => [name, place, place] as const),
  ].map(([name, place, schema]) => ({
    name,
    input: String(place.at("x-name").value ?? name),
    values: schema.at("enum").value as FormInput["values"],
  }));
}

function mediaOf(place: Place): Place[] {
  return place
    .at("content")
    .entries()
    .map(([, media]) => media);
}

function freeName(name: string, place: Place): string {
  if (reservedNames.has(name) || name in {}) throw place.refusal(`\`${name}\` is a reserved name`);
  return name;
}

function unique(names: (readonly [string, Place])[]): void {
  const seen = new Map<string, Place>();
  readAll(
    names.map(([name, place]) => () => {
      const first = seen.get(name);
      if (first) throw place.refusal(`\`${name}\` is taken already, at ${first.pointer}`);
      seen.set(name, place);
    }),
  );
}
