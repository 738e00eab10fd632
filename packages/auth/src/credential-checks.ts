import { CredentialsError } from "./errors.ts";
import type { Secret } from "./secret.ts";

/** What a value is called in messages, and where it came from. */
export interface ValueName {
  /** Such as `secret access key`. */
  what: string;
  /** Such as `HUAWEICLOUD_SDK_SK`, or the option's name. */
  source: string;
}

/** Refuses an access key id that no header can carry. */
export function checkAccessKeyId(value: unknown, source: string): string {
  return checkVisible(value, { what: "access key id", source }, 128, ",");
}

/** Refuses a secret access key that is empty or was copied with something around it. */
export function checkSecret<T extends string | Secret>(value: T, name: ValueName): T {
  checkVisible(typeof value === "object" ? value?.reveal() : value, name, 40960);
  return value;
}

/** Refuses a token that no header can carry. The vendor's limit is 40960 characters. */
export function checkToken<T extends string | Secret>(value: T, source: string): T {
  return checkSecret(value, { what: "token", source });
}

/** Refuses a name or password that is empty or has a line break in it. Other characters are the user's business. */
export function checkText<T extends string | Secret>(value: T | undefined, name: ValueName): T {
  const text = typeof value === "object" ? value.reveal() : value;
  if (typeof text !== "string" || text === "") throw invalid(name, "is missing; set it");
  if (/[\r\n]/.test(text)) throw invalid(name, "holds a line break; remove it");
  return value as T;
}

/** Refuses a project or domain id that is none: letters, digits, hyphen and underscore, up to 64. */
export function checkId(value: unknown, name: ValueName): string {
  const text = checkVisible(value, name, 64);
  if (!/^[\w-]+$/.test(text)) {
    throw invalid(name, "holds characters other than letters, digits, hyphen and underscore; copy it again");
  }
  return text;
}

/** An access key id short enough to show: it names the key to its owner only. */
export function shortenAccessKeyId(id: string): string {
  return id.length <= 8 ? "…" : `${id.slice(0, 4)}…${id.slice(-2)}`;
}

function checkVisible(value: unknown, name: ValueName, maxLength: number, forbidden = ""): string {
  if (typeof value !== "string") throw invalid(name, "is missing; set it");
  if (value === "") throw invalid(name, "is empty; set it or remove it");
  if (/[\r\n]$/.test(value)) throw invalid(name, "ends with a line break; remove the line break");
  if (value.trim() !== value) throw invalid(name, "begins or ends with white space; remove it");
  if (!/^[\x21-\x7e]+$/.test(value)) throw invalid(name, "holds white space, control characters or non-ASCII characters; copy it again");
  if (value.length > maxLength) throw invalid(name, `is longer than ${maxLength} characters; copy it again`);
  const found = [...forbidden].find((character) => value.includes(character));
  if (found !== undefined) throw invalid(name, `holds "${found}"; copy it again`);
  return value;
}

function invalid({ what, source }: ValueName, complaint: string): CredentialsError {
  return new CredentialsError("invalid-credentials", `The ${what} (${source}) ${complaint}.`, { source });
}
