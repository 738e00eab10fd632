import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { contractFile } from "../../fixtures/contract-file.ts";

/** A JSON schema, as far as cells are derived from it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly example?: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}

/** An operation with every reference followed. */
export interface Operation {
  readonly id: string;
  /** Name of its value in the generated code. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly schema: Schema; readonly examples: Readonly<Record<string, unknown>> };
  /** Status → name → body of an example. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The schema of each answer's body, as a pointer into the contract. */
  readonly schemas: Readonly<Record<string, string>>;
}

// biome-ignore lint/suspicious/noExplicitAny: the contract is read as its author wrote it
type Node = any;

export interface Contract {
  readonly file: string;
  readonly document: object;
  readonly operations: readonly Operation[];
}

const read = new Map<string, Contract>();

/** Reads one of our contracts, once. */
export function readContract(name: "aom" | "iam"): Contract {
  const contract = read.get(name) ?? readAnew(name);
  read.set(name, contract);
  return contract;
}

function readAnew(name: "aom" | "iam"): Contract {
  const file = contractFile(`${name}.yaml`);
  const document: Node = parse(readFileSync(file, "utf8"));
  const operations = Object.entries<Node>(document.paths).flatMap(([path, item]) =>
    Object.entries<Node>(item).map(([method, operation]) => readOperation(path, method.toUpperCase(), operation, document)),
  );
  return { file, document, operations };
}

function readOperation(
  path: string,
  method: string,
  { operationId, parameters = [], requestBody, responses, ...more }: Node,
  document: Node,
) {
  const resolve = (node: Node): Node => resolved(node, document);
  const json = requestBody?.content["application/json"];
  const answers = Object.entries<Node>(responses).map(([status, { $ref }]) => {
    const { examples } = resolve({ $ref }).content["application/json"];
    return [status, Object.fromEntries(Object.entries<Node>(examples).map(([name, { value }]) => [name, value]))] as const;
  });
  return {
    id: operationId,
    name: more["x-name"],
    method,
    path,
    parameters: parameters.map(resolve),
    ...(json && { body: { schema: resolve(json.schema), examples: valuesOf(json.examples) } }),
    answers: Object.fromEntries(answers),
    schemas: Object.fromEntries(
      Object.entries<Node>(responses).map(([status, { $ref }]) => [status, `${$ref}/content/application~1json/schema`]),
    ),
  } as Operation;
}

function valuesOf(examples: Node): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries<Node>(examples).map(([name, { value }]) => [name, value]));
}

/** The node with every reference below it followed; the request schemas of our contracts do not contain themselves. */
function resolved(node: Node, document: Node): Node {
  if (Array.isArray(node)) return node.map((item) => resolved(item, document));
  if (typeof node !== "object" || node === null) return node;
  if (typeof node.$ref === "string") {
    const { $ref, ...beside } = node;
    const target = $ref
      .slice(2)
      .split("/")
      .reduce((at: Node, step: string) => at[step], document);
    // Answers may contain themselves; nobody reads their schemas here.
    return { ...(String($ref).includes("/responses/") ? target : resolved(target, document)), ...beside };
  }
  return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, resolved(item, document)]));
}
