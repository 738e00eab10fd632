import type { Contract } from "../read/contract.ts";
import { header } from "./header.ts";

/** Source text of a contract's entry: every name of its generated files, one by one, so that a change of the API shows in a diff. */
export function indexText(contract: Contract, operations: string, regions: string | undefined): string {
  const { name } = contract;
  return [
    header(contract),
    ...exportsText(operations, `${name}.operations.gen.ts`),
    ...(regions === undefined ? [] : exportsText(regions, `${name}.regions.gen.ts`)),
    `export type { components, operations as operationTypes, paths } from "./${name}.schema.gen.ts";`,
    `export type { ${engineTypes.join(", ")} } from "./operation.ts";`,
    ...(regions === undefined ? [] : ['export type { Region } from "./region.ts";']),
    "",
  ].join("\n");
}

const engineTypes = ["ActsOn", "ContractIdentity", "Effect", "Operation", "Parameter", "RetryPolicy", "RetryReason", "ValueSchema"];

function exportsText(source: string, file: string): string[] {
  const names = (kind: string) => [...source.matchAll(new RegExp(`^export (?:${kind}) (\\w+)`, "gm"))].map(([, name]) => name).sort();
  const text = (keyword: string, list: (string | undefined)[]) =>
    list.length === 0 ? [] : [`${keyword} {\n${list.map((name) => `  ${name},\n`).join("")}} from "./${file}";`];
  return [...text("export", names("const")), ...text("export type", names("interface|type"))];
}
