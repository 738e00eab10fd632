import type { Incomplete } from "../response/plain-response.ts";

/** More of a body came than is read. */
export function longerThan(maxBytes: number): Incomplete {
  const size = maxBytes % 1024 === 0 ? `${maxBytes / 1024} KiB` : `${maxBytes} bytes`;
  return { problem: `the body is longer than ${size}` };
}

/** A body broke off, for this reason. */
export function brokenOff(cause: unknown): Incomplete {
  return { problem: "the body ended too early or could not be decoded", cause };
}
