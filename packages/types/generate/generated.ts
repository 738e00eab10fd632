import { readFileSync } from "node:fs";
import { type ContractFile, contracts } from "../../../spec/contracts.ts";
import type { Operation } from "../src/operation.ts";
import type { OperationDocs } from "../src/operation-docs.ts";

/** The files generated from a contract, as committed. */
export interface Generated {
  readonly contract: ContractFile;
  /** The name that users import it from: `@aom-workflow/types/iam`. */
  readonly entry: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly docs: Readonly<Record<string, OperationDocs>>;
}

/** The generated files of every contract, for docs and tests. */
export const generated: readonly Generated[] = await Promise.all(
  contracts.map(async (contract) => {
    const { name } = contract;
    const [{ operations }, { docs }] = await Promise.all([load(`${name}.gen.ts`), load(`${name}.docs.gen.ts`)]);
    return { contract, entry: entryOf(name), operations, docs } as Generated;
  }),
);

function load(file: string): Promise<Record<string, unknown>> {
  return import(new URL(`../src/${file}`, import.meta.url).href);
}

function entryOf(name: string): string {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const exports: [path: string, { default?: string }][] = Object.entries(manifest.exports);
  const found = exports.find(([, target]) => target.default === `./dist/${name}.gen.js`);
  if (found === undefined) throw new Error(`packages/types/package.json exports nothing from ${name}.gen.ts.`);
  return `${manifest.name}${found[0].slice(1)}`;
}
