import { contractOperations } from "../canary/contract-operations.ts";
import type { RecordedRequest } from "../exchange/recorded-request.ts";
import { type Check, listOf, oneOf, refuse } from "../options/shape.ts";

/**
 * What every caller may do, by the names that the contract has, such as `cms:execution:get`; or what the caller of a request may do, `undefined`
 * for one whose credentials are wrong.
 */
export type Permissions = readonly string[] | ((request: RecordedRequest) => readonly string[] | undefined);

/** Permissions that a contract has, for those who write in JavaScript. */
export function permissionsShape(contract: object): Check {
  return listOf(oneOf(...new Set(contractOperations(contract).flatMap(({ permission }) => permission ?? []))));
}

/** What the caller of a request may do. @throws {TypeError} for what are not permissions */
export function permissionsOf(permissions: Permissions, request: RecordedRequest, check: Check): readonly string[] | undefined {
  const given = typeof permissions === "function" ? permissions(request) : permissions;
  refuse(given === undefined ? undefined : check(given, "permissions", "permissions"));
  return given;
}
