import openapiTS, { astToString } from "openapi-typescript";
import type { Contract } from "./contract.ts";
import { header } from "./header.ts";

/** `paths`, `operations` and `components`, by openapi-typescript. */
export async function schemaTypes(contract: Contract): Promise<string> {
  const nodes = await openapiTS(contract.url, { silent: true });
  return `${header(contract)}\n${astToString(nodes)}`;
}
