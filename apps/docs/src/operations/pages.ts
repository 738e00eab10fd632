import type { Operation } from "@aom-workflow/types";
import { contract as clients } from "@aom-workflow/types";
import type { OperationDocs } from "@aom-workflow/types/docs";
import { type Generated, generated } from "../../../../packages/types/generate/generated.ts";
import type { ContractFile } from "../../../../spec/contracts.ts";
import { firstPort } from "../serve/ports.ts";
import { type ContractOperation, readContract } from "./contract.ts";

/** An operation, or a form of one, that has a page. */
export interface OperationPage {
  readonly contract: ContractFile;
  /** What its types are imported from. */
  readonly entry: string;
  /** Where the vendor has the service, in one of its regions. */
  readonly endpoint: string;
  /** Where `docs:serve` has a mock of it. */
  readonly mock: string;
  /** Name of the method that calls it. */
  readonly name: string;
  readonly operation: Operation;
  readonly docs: OperationDocs;
  /** What the contract says of its answers, and its longer descriptions. */
  readonly described: ContractOperation;
}

/** Is it an operation of the contract that the client and the command line are made for? */
export function isOfClient({ contract }: Pick<OperationPage, "contract">): boolean {
  return contract.path === clients.path;
}

/** Every operation of the contracts, forms included, in the order of the contract. */
export const operationPages: readonly OperationPage[] = (await Promise.all(generated.map(pagesOf))).flat();

async function pagesOf({ contract, entry, operations, docs }: Generated, index: number): Promise<OperationPage[]> {
  const { endpoint, operations: described } = await readContract(contract);
  const mock = `http://127.0.0.1:${firstPort + index}`;
  return Object.entries(operations).map(([name, operation]) => {
    const found = described.get(operation.id);
    if (found === undefined) throw new Error(`${contract.path} has no operation ${operation.id}.`);
    return { contract, entry, endpoint, mock, name, operation, docs: docs[name] as OperationDocs, described: found };
  });
}
