import { CredentialsError } from "./credentials-error.ts";

/** A point in time: a `Date`, an ISO 8601 text such as IAM's `expires_at`, or milliseconds since 1970. */
export type ExpiryTime = Date | string | number;

/** The time in milliseconds. Anything else is an error, since credentials that never expire would never be renewed. */
export function toMilliseconds(time: ExpiryTime | undefined, source: string): number | undefined {
  if (time === undefined) return undefined;
  const milliseconds = typeof time === "number" ? time : new Date(time).getTime();
  if (Number.isFinite(milliseconds)) return milliseconds;
  throw new CredentialsError(
    "invalid-credentials",
    `${source} gave an expiry time that is not a time; it must look like 2026-01-02T03:04:05Z.`,
    { source },
  );
}
