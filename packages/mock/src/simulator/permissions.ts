import type { RecordedRequest } from "../exchange/recorded-request.ts";

/**
 * What every caller may do, by the names that the contract has, such as `cms:execution:get`; or what the caller of a request may do, `undefined`
 * for one whose credentials are wrong.
 */
export type Permissions = readonly string[] | ((request: RecordedRequest) => readonly string[] | undefined);

/** What the caller of a request may do. */
export function permissionsOf(permissions: Permissions, request: RecordedRequest): readonly string[] | undefined {
  return typeof permissions === "function" ? permissions(request) : permissions;
}
