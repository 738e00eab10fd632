import type { RecordedRequest } from "../exchange/recorded-request.ts";

/** What the vendor lets a caller be permitted. */
export type Permission = "cms:workflow:list" | "cms:execution:get" | "cms:execution:create";

/** What every caller may do, or the caller of a request; `undefined` for one whose credentials are wrong. */
export type Permissions = readonly Permission[] | ((request: RecordedRequest) => readonly Permission[] | undefined);

/** Everything. */
export const allPermissions: readonly Permission[] = ["cms:workflow:list", "cms:execution:get", "cms:execution:create"];

/** What the caller of a request may do. */
export function permissionsOf(permissions: Permissions, request: RecordedRequest): readonly string[] | undefined {
  return typeof permissions === "function" ? permissions(request) : permissions;
}
