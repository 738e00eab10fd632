import openapiTS, { astToString } from "openapi-typescript";
import { ContractError } from "../../../../spec/read/contract-error.ts";
import type { Contract } from "../read/contract.ts";
import { header } from "./header.ts";

/** `paths`, `operations` and `components`, by openapi-typescript. */
export async function schemaTypes(contract: Contract): Promise<string> {
  try {
    // A property with a default may be left out of a request.
    const nodes = await openapiTS(contract.url, { silent: true, defaultNonNullable: false });
    return `${header(contract)}\n${astToString(nodes)}`;
  } catch (error) {
    throw new ContractError(`${contract.path}: ${(error as Error).message}.`);
  }
}
