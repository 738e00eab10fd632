import { contractOperations } from "../canary/contract-operations.ts";
import type { RecordedRequest } from "../exchange/recorded-request.ts";
import { type Check, listOf, oneOf, refuse } from "../options/shape.ts";

/**
 * The permissions of every caller, by their names in the contract such as `cms:execution:get`; or a function of the request, which returns
 * `undefined` for wrong credentials.
 */
export type Permissions = readonly string[] | ((request: RecordedRequest) => readonly string[] | undefined);

/** The permissions of a contract, checked for tests in JavaScript. */
export function permissionsShape(contract: object): Check {
  return listOf(oneOf(...new Set(contractOperations(contract).flatMap(({ permission }) => permission ?? []))));
}

/** The permissions of the caller of a request. @throws {TypeError} for invalid ones */
export function permissionsOf(permissions: Permissions, request: RecordedRequest, check: Check): readonly string[] | undefined {
  const given = typeof permissions === "function" ? permissions(request) : permissions;
  refuse(given === undefined ? undefined : check(given, "permissions", "permissions"));
  return given;
}
