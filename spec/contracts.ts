import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** A contract as `redocly.yaml` lists it. */
export interface ContractFile {
  /** Names the generated files and the entry of the types: `aom`. */
  readonly name: string;
  /** As messages show it: `spec/aom.yaml`. */
  readonly path: string;
  readonly url: URL;
}

const { apis } = parse(readFileSync(new URL("redocly.yaml", import.meta.url), "utf8")) as {
  readonly apis: Readonly<Record<string, { readonly root: string }>>;
};

/** The one list of contracts: code, lint, facts, docs, tools and tests go through it. */
export const contracts: readonly ContractFile[] = Object.entries(apis).map(([name, { root }]) => {
  const url = new URL(root, import.meta.url);
  return { name, path: `spec/${url.pathname.split("/").at(-1)}`, url };
});

/** The contract of a name. */
export function contractNamed(name: string): ContractFile {
  const found = contracts.find((contract) => contract.name === name);
  if (found === undefined)
    throw new Error(`${name} is not a contract; spec/redocly.yaml lists ${contracts.map((it) => it.name).join(", ")}.`);
  return found;
}
