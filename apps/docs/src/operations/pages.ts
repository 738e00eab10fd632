import type { Operation } from "@aom-workflow/types";
import { operations as aom } from "@aom-workflow/types";
import { operations as iam } from "@aom-workflow/types/iam";
import { type ContractOperation, readContract } from "./contract.ts";

/** An operation, or a form of one, that has a page. */
export interface OperationPage {
  readonly contract: "aom" | "iam";
  /** Name of the method that calls it. */
  readonly name: string;
  readonly operation: Operation;
  /** What the contract says and the typed value does not: descriptions and examples. */
  readonly described: ContractOperation;
}

/** Every operation of the contracts, forms included, in the order of the contract. */
export const operationPages: readonly OperationPage[] = [...pagesOf("aom", aom as object), ...pagesOf("iam", iam as object)];

function pagesOf(contract: "aom" | "iam", operations: object): OperationPage[] {
  const described = readContract(contract);
  return Object.entries(operations as Record<string, Operation>).map(([name, operation]) => {
    const found = described.get(operation.id);
    if (found === undefined) throw new Error(`${contract}.yaml has no operation ${operation.id}.`);
    return { contract, name, operation, described: found };
  });
}
