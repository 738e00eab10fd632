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
  const files = new Map<string, string>();
  for (const contract of contracts) {
    const operations = operationsText(contract);
    const regions = regionsText(contract);
    files.set(`${contract.name}.gen.ts`, indexText(contract, operations, regions));
    files.set(`${contract.name}.operations.gen.ts`, operations);
    files.set(`${contract.name}.docs.gen.ts`, docsText(contract));
    files.set(`${contract.name}.schema.gen.ts`, await schemaTypes(contract));
    if (regions) files.set(`${contract.name}.regions.gen.ts`, regions);
  }
  return files;
}
