import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Json } from "./mutation.ts";

/** A contract as data. Aliases of YAML are one object; here each place is its own, since a mutation is of one place. */
export function readContract(contract: "aom" | "iam"): Json {
  return JSON.parse(JSON.stringify(parse(readFileSync(new URL(`../../../spec/${contract}.yaml`, import.meta.url), "utf8"))));
}
