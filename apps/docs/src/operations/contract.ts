import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "yaml";

/** As much of an OpenAPI document as the pages show. References are followed by {@link readContract}. */
export interface ContractOperation {
  readonly operationId: string;
  readonly description: string;
  readonly "x-forms"?: Readonly<Record<string, { readonly description: string }>>;
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, ContractResponse>>;
}

export interface ContractResponse extends Body {
  readonly description: string;
  readonly "x-undocumented"?: { readonly evidence: string };
}

interface Body {
  readonly content?: { readonly "application/json"?: { readonly examples?: Readonly<Record<string, Example>> } };
}

interface Example {
  readonly summary?: string;
  readonly value: unknown;
}

/** The operations of a contract by operationId. */
export function readContract(name: string): ReadonlyMap<string, ContractOperation> {
  const document = parse(readFileSync(createRequire(import.meta.url).resolve(`@aom-workflow/openapi/${name}.yaml`), "utf8"));
  const methods = Object.values(document.paths as Record<string, Record<string, unknown>>).flatMap((path) => Object.values(path));
  const operations = methods.map((operation) => followed(operation, document) as ContractOperation);
  return new Map(operations.map((operation) => [operation.operationId, operation]));
}

/** The value with each reference replaced by what it leads to, but within schemas, which may refer to themselves. */
function followed(value: unknown, document: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => followed(item, document));
  if (typeof value !== "object" || value === null) return value;
  if ("$ref" in value) return followed(target(value.$ref as string, document), document);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === "schema" ? inner : followed(inner, document)]));
}

function target(reference: string, document: unknown): unknown {
  const steps = reference.replace("#/", "").split("/");
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step.replaceAll("~1", "/")], document);
}
