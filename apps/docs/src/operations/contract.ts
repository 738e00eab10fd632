import type { ContractFile } from "../../../../spec/contracts.ts";
import { openDocument } from "../../../../spec/read/open-document.ts";

/** As much of an operation as the pages show, with its references followed. */
export interface ContractOperation {
  readonly operationId: string;
  readonly description: string;
  readonly "x-forms"?: Readonly<Record<string, { readonly description: string }>>;
  readonly security?: readonly object[];
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

/** What the pages show of a contract. */
export interface ReadContract {
  /** Where the vendor has the service, in the region that its pages begin with. */
  readonly endpoint: string;
  /** By operationId. */
  readonly operations: ReadonlyMap<string, ContractOperation>;
}

export async function readContract({ url }: ContractFile): Promise<ReadContract> {
  const { root } = await openDocument(url);
  const operations = root
    .at("paths")
    .entries()
    .flatMap(([, item]) => item.entries())
    .filter(([, operation]) => operation.has("operationId"));
  const server = root.at("servers").at(0);
  const endpoint = server.text("url").replace(/\{(\w+)\}/g, (_, name: string) => server.at("variables").at(name).text("default"));
  const byId = new Map(operations.map(([, operation]) => [operation.text("operationId"), operation.whole() as ContractOperation]));
  return { endpoint, operations: byId };
}
