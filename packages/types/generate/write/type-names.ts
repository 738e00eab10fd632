import { ContractError } from "../../../../spec/read/contract-error.ts";
import type { Place } from "../../../../spec/read/place.ts";
import type { Contract } from "../read/contract.ts";

/** Names that generated files declare or import besides those of the contract. */
const taken = [
  ...["ActsOn", "ContractIdentity", "Operation", "Parameter", "RetryPolicy", "Region", "RegionId", "Schema", "NonNullable", "Record"],
  ...["components", "contract", "operations", "operationTypes", "paths", "regions"],
];

/** The names that a generated file declares. Two things of the same name stop the generator, when all are taken. */
export class Names {
  readonly #problems: string[] = [];
  readonly #owners = new Map<string, string>(taken.map((name) => [name, "the generated code itself"]));
  readonly #contract: Contract;

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  /** Takes a name for what is at a place of the contract. */
  take(name: string, pointer: string): string {
    const owner = this.#owners.get(name);
    if (owner === undefined) this.#owners.set(name, pointer);
    else this.#problems.push(placeOf(this.#contract, pointer).refusal(`the name ${name} is taken already, by ${owner}`).message);
    return name;
  }

  /** @throws ContractError if a name was taken twice */
  check(): void {
    if (this.#problems.length > 0) throw new ContractError(...this.#problems);
  }
}

function placeOf({ root }: Contract, pointer: string): Place {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.reduce((place, step) => place.at(step), root);
}

/** Can a component of this name be a type of the same name? */
export function isTypeName(name: string): boolean {
  return /^[A-Z][A-Za-z0-9_]*$/.test(name);
}
