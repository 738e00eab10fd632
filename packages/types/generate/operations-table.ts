import type { LifecycleNote, Operation, Parameter, RetryPolicy } from "../src/operation.ts";
import { type Contract, ContractError, type Document } from "./contract.ts";
import { header } from "./header.ts";

type Json = Record<string, unknown>;

const methods = ["get", "put", "post", "delete", "patch"] as const;

/** Source text of the operations table: what the contract says of each operation, as typed data. */
export function operationsTable(contract: Contract): string {
  const operations = Object.entries(contract.document.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method] !== undefined).map((method) => readOperation(contract, path, method, item)),
  );
  const table = Object.fromEntries(operations.map((operation) => [operation.id, operation]));
  const identity = {
    path: contract.path,
    title: contract.document.info.title,
    version: contract.document.info.version,
    sha256: contract.sha256,
  };
  return [
    header(contract),
    'import type { ContractIdentity, Operation } from "./operation.ts";',
    "",
    "/** The contract that this code was generated from. */",
    `export const contract = ${literal(identity)} as const satisfies ContractIdentity;`,
    "",
    "/** Every operation of the contract by its operationId. */",
    `export const operations = ${literal(table)} as const satisfies Record<string, Operation>;`,
    ...namedEnums(contract.document),
    "",
  ].join("\n");
}

/** The values of each named enum as a const array, since types are gone at run time. */
function namedEnums(document: Document): string[] {
  return Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) => {
    const values = (schema as Json).enum;
    if (values === undefined) return [];
    const constant = `${name[0]?.toLowerCase()}${name.slice(1)}Values`;
    return ["", `/** Values of \`${name}\`. */`, `export const ${constant} = ${JSON.stringify(values)} as const;`];
  });
}

function readOperation(contract: Contract, path: string, method: (typeof methods)[number], item: Json): Operation {
  const operation = item[method] as Json;
  const where = `${contract.path}: ${method.toUpperCase()} ${path}`;
  const parameters = [...list(item.parameters), ...list(operation.parameters)].map((parameter) =>
    readParameter(contract.document, parameter),
  );
  return {
    id: demand<string>(operation, "operationId", where),
    method: method.toUpperCase() as Operation["method"],
    path,
    summary: oneLine(demand<string>(operation, "summary", where)),
    parameters,
    statuses: Object.keys(operation.responses as Json).map(Number),
    idempotent: demand<boolean>(operation, "x-idempotent", where),
    retry: demand<RetryPolicy | false>(operation, "x-retry", where),
    lifecycle: demand<LifecycleNote>(operation, "x-lifecycle", where),
    docs: demand<{ url: string }>(operation, "externalDocs", where).url,
  };
}

function readParameter(document: Document, reference: Json): Parameter {
  const parameter = resolve(document, reference);
  const schema = resolve(document, parameter.schema as Json);
  return {
    name: parameter.name as string,
    in: parameter.in as Parameter["in"],
    required: parameter.required === true,
    description: oneLine((parameter.description as string | undefined) ?? ""),
    ...pick(schema, ["minLength", "maxLength", "enum"]),
    ...pick(parameter, ["example"]),
  };
}

function resolve(document: Document, node: Json): Json {
  const reference = node.$ref;
  if (typeof reference !== "string") return node;
  const found = reference
    .replace("#/", "")
    .split("/")
    .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], document);
  if (found === undefined) throw new ContractError(`${reference} points to nothing. Correct the reference in the contract.`);
  return resolve(document, found as Json);
}

function demand<T>(operation: Json, key: string, where: string): T {
  if (operation[key] === undefined) throw new ContractError(`${where} must state \`${key}\`.`);
  return operation[key] as T;
}

function list(value: unknown): Json[] {
  return (value as Json[] | undefined) ?? [];
}

function pick<const K extends string>(from: Json, keys: readonly K[]): { [P in K]?: never } {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as { [P in K]?: never };
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

export function literal(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/"([A-Za-z_$][\w$]*)":/g, "$1:");
}
