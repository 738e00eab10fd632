import type { Incomplete } from "../response/plain-response.ts";

/** More of a body came than is read. */
export function longerThan(maxBytes: number): Incomplete {
  return { problem: `the body is longer than ${sizeText(maxBytes)}` };
}

function sizeText(bytes: number): string {
  const mebibyte = 1024 * 1024;
  if (bytes % mebibyte === 0) return `${bytes / mebibyte} MiB`;
  return bytes % 1024 === 0 ? `${bytes / 1024} KiB` : `${bytes} bytes`;
}

/** A body is not what its content encoding says. */
export function undecodable(coding: string, cause: unknown): Incomplete {
  return { problem: `the body could not be decompressed: it is not what its content encoding, ${coding}, says`, cause };
}

/** A body broke off, for this reason. */
export function brokenOff(cause: unknown): Incomplete {
  return { problem: "the body ended too early or could not be decoded", cause };
}
