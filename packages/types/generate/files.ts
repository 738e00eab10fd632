import { readAll } from "../../../spec/read/contract-error.ts";
import type { Contract } from "./read/contract.ts";
import { docsText } from "./write/docs.ts";
import { indexText } from "./write/index-text.ts";
import { operationsText } from "./write/operations.ts";
import { regionsText } from "./write/regions.ts";
import { schemaTypes } from "./write/schema-types.ts";

/**
 * Name → text of every file that is generated from the contracts. `NAME.gen.ts` is the one to import.
 * They import `operation.ts`, `operation-docs.ts` and `region.ts` of this package from the folder that they are in.
 */
export async function generatedFiles(contracts: readonly Contract[]): Promise<Map<string, string>> {
  const files = readAll(contracts.map((contract) => () => textsOf(contract))).flat();
  for (const contract of contracts) files.push([`${contract.name}.schema.gen.ts`, await schemaTypes(contract)]);
  return new Map(files);
}

function textsOf(contract: Contract): [name: string, text: string][] {
  const { name } = contract;
  const operations = operationsText(contract);
  const regions = regionsText(contract);
  return [
    [`${name}.gen.ts`, indexText(contract, operations, regions)],
    [`${name}.operations.gen.ts`, operations],
    [`${name}.docs.gen.ts`, docsText(contract)],
    ...(regions ? [[`${name}.regions.gen.ts`, regions] as [string, string]] : []),
  ];
}
