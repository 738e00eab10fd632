import type { Operation } from "@aom-workflow/types";
import { operations as aom } from "@aom-workflow/types";
import { docs as aomDocs, type OperationDocs } from "@aom-workflow/types/docs";
import { operations as iam } from "@aom-workflow/types/iam";
import { docs as iamDocs } from "@aom-workflow/types/iam/docs";
import { type ContractOperation, readContract } from "./contract.ts";

/** An operation, or a form of one, that has a page. */
export interface OperationPage {
  readonly contract: "aom" | "iam";
  /** Name of the method that calls it. */
  readonly name: string;
  readonly operation: Operation;
  readonly docs: OperationDocs;
  /** What the contract says of its answers, and its longer descriptions. */
  readonly described: ContractOperation;
}

/** Every operation of the contracts, forms included, in the order of the contract. */
export const operationPages: readonly OperationPage[] = [
  ...pagesOf("aom", aom as object, aomDocs),
  ...pagesOf("iam", iam as object, iamDocs),
];

function pagesOf(contract: "aom" | "iam", operations: object, docs: Readonly<Record<string, OperationDocs>>): OperationPage[] {
  const described = readContract(contract);
  return Object.entries(operations as Record<string, Operation>).map(([name, operation]) => {
    const found = described.get(operation.id);
    if (found === undefined) throw new Error(`${contract}.yaml has no operation ${operation.id}.`);
    return { contract, name, operation, docs: docs[name] as OperationDocs, described: found };
  });
}
