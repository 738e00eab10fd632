import type { Contract } from "./contract.ts";
import { operationsTable } from "./operations-table.ts";
import { regionsTable } from "./regions-table.ts";
import { schemaTypes } from "./schema-types.ts";

/** Name → text of every file that is generated from the contracts. */
export async function generatedFiles(contracts: Contract[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const contract of contracts) {
    files.set(`${contract.name}.operations.gen.ts`, operationsTable(contract));
    files.set(`${contract.name}.schema.gen.ts`, await schemaTypes(contract));
    const regions = regionsTable(contract);
    if (regions) files.set(`${contract.name}.regions.gen.ts`, regions);
  }
  return files;
}
