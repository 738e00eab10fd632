import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** A contract listed in `redocly.yaml`. */
export interface ContractFile {
  /** The name of its generated files and entry point, such as `aom`. */
  readonly name: string;
  /** The path in messages, such as `spec/aom.yaml`. */
  readonly path: string;
  readonly url: URL;
}

const { apis } = parse(readFileSync(new URL("redocly.yaml", import.meta.url), "utf8")) as {
  readonly apis: Readonly<Record<string, { readonly root: string }>>;
};

/** The only list of contracts: code, lint, facts, docs, tools and tests use it. */
export const contracts: readonly ContractFile[] = Object.entries(apis).map(([name, { root }]) => {
  const url = new URL(root, import.meta.url);
  return { name, path: `spec/${url.pathname.split("/").at(-1)}`, url };
});

/** The contract with a name. @throws Error if there is none */
export function contractNamed(name: string): ContractFile {
  const found = contracts.find((contract) => contract.name === name);
  if (found === undefined)
    throw new Error(`${name} is not a contract; spec/redocly.yaml lists ${contracts.map((it) => it.name).join(", ")}.`);
  return found;
}
