import { reveal, type Secret, tokenProblem } from "@aom-workflow/http/internal";
import { CredentialsError } from "./credentials-error.ts";

/** The name of a value in messages, and its source. */
export interface ValueName {
  /** Such as `secret access key`. */
  what: string;
  /** Such as `HUAWEICLOUD_SDK_SK`, or the option's name. */
  source: string;
}

/** Refuses an access key id that cannot be sent in a header. */
export function checkAccessKeyId(value: unknown, source: string): string {
  const id = checkVisible(value, { what: "access key id", source });
  if (id.length > 128) throw invalid({ what: "access key id", source }, "is longer than 128 characters; copy it again");
  if (id.includes(",")) throw invalid({ what: "access key id", source }, 'contains ","; copy it again');
  return id;
}

/** Refuses a secret access key that is empty or was copied with something around it. */
export function checkSecretKey<T extends string | Secret>(value: T, source: string): T {
  checkVisible(reveal(value), { what: "secret access key", source });
  return value;
}

/** Refuses a token that cannot be sent in a header: that of IAM, or the security token of temporary keys. */
export function checkToken<T extends string | Secret>(value: T, name: ValueName): T {
  const problem = tokenProblem(reveal(value));
  if (problem !== undefined) throw invalid(name, `${problem}; copy it again`);
  return value;
}

/** Refuses a name or password that is empty or contains a line break. Other characters are the user's business. */
export function checkText<T extends string | Secret>(value: T | undefined, name: ValueName): T {
  const text = reveal(value as T);
  if (typeof text !== "string" || text === "") throw invalid(name, "is missing; set it");
  if (/[\r\n]/.test(text)) throw invalid(name, "contains a line break; remove it");
  return value as T;
}

/** Refuses an id of a project or account with anything but letters, digits, hyphen and underscore, up to 64. */
export function checkId(value: unknown, name: ValueName): string {
  const id = checkVisible(value, name);
  if (id.length > 64) throw invalid(name, "is longer than 64 characters; copy it again");
  if (isId(id)) return id;
  throw invalid(name, "contains characters other than letters, digits, hyphen and underscore; copy it again");
}

/** Can it be the id of a project or account? */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[\w-]{1,64}$/.test(value);
}

/** An access key id short enough to show: it identifies the key to its owner only. */
export function shortenAccessKeyId(id: string): string {
  return id.length <= 8 ? "…" : `${id.slice(0, 4)}…${id.slice(-2)}`;
}

function checkVisible(value: unknown, name: ValueName): string {
  if (typeof value !== "string") throw invalid(name, "is missing; set it");
  if (value === "") throw invalid(name, "is empty; set it or remove it");
  if (/[\r\n]$/.test(value)) throw invalid(name, "ends with a line break; remove the line break");
  if (value.trim() !== value) throw invalid(name, "begins or ends with white space; remove it");
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw invalid(name, "contains white space, control characters or non-ASCII characters; copy it again");
}

function invalid({ what, source }: ValueName, problem: string): CredentialsError {
  return new CredentialsError("invalid-credentials", `The ${what} (${source}) ${problem}.`, { source });
}
