import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generatedFiles } from "./files.ts";
import type { Contract } from "./read/contract.ts";

const imported = ["operation.ts", "operation-docs.ts", "region.ts"];

/**
 * Generates from contracts into any folder, and puts what the generated files import beside them, so that they compile and run there.
 * `NAME.gen.ts` is the one to import.
 */
export async function generateInto(folder: string, contracts: readonly Contract[]): Promise<void> {
  for (const [name, text] of await generatedFiles(contracts)) writeFileSync(join(folder, name), text);
  for (const name of imported) copyFileSync(fileURLToPath(new URL(`../src/${name}`, import.meta.url)), join(folder, name));
}
