import { type Contract, ContractError } from "./contract.ts";

/** A contract as Prism reads it. */
export type Operations = Awaited<ReturnType<typeof import("./libraries.ts").getHttpOperationsFromSpec>>;

/** The operations that Prism read from each file. It also reuses the validators that it compiled for the same operations. */
const known = new Map<string, { readonly text: string; readonly operations: Operations }>();

/** Has Prism read a contract; the same file again only when it has changed. @throws {ContractError} */
export async function operationsOf({ document, file, text = "" }: Contract): Promise<Operations> {
  const before = file === undefined ? undefined : known.get(file);
  if (before?.text === text) return before.operations;
  const { getHttpOperationsFromSpec } = await import("./libraries.ts");
  const operations = await getHttpOperationsFromSpec(file ?? structuredClone(document)).catch((cause: Error) => {
    throw new ContractError(`The contract ${file ?? ""} cannot be used: ${cause.message.split("\n")[0]}`, { cause });
  });
  if (file !== undefined && isWhole(text)) known.set(file, { text, operations });
  return operations;
}

/** Whether a contract refers to no other file, which could change on its own. */
function isWhole(text: string): boolean {
  return !/\$ref["']?\s*:\s*(?:[^\s"'#]|["'](?!#))/.test(text);
}
