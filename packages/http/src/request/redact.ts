import type { PlainHeaders } from "./plain-request.ts";
import { formsOf, withoutForm } from "./secret-forms.ts";

const secretHeaders = [
  "authorization",
  "cookie",
  "proxy-authorization",
  "set-cookie",
  "x-auth-token",
  "x-security-token",
  "x-subject-token",
];

/** Anything shorter is no secret, and taking it out would make texts unreadable. */
const shortestSecret = 8;

/** What takes the place of a secret. */
export const placeholder = "[redacted]";

/** Takes the secrets of a request out of texts that came back from the server or the network. */
export interface Redactor {
  text(text: string): string;
  /** Reads JSON: secrets are taken out of every string in it, names included, however they were written. */
  parse(json: string): unknown;
  /** What was caught: where a secret is in any text of it, a copy without secrets takes its place. */
  cause(cause: unknown): unknown;
}

/**
 * Replaces every secret that the headers carry, be it repeated as a whole, from its beginning on (20 characters or more), percent-encoded, in
 * base64, or only its signature.
 *
 * @param others further texts that must not be shown, such as a password in the body.
 */
// Stryker disable next-line ArrayDeclaration: redacts a text that never occurs.
export function redactorFor(headers: PlainHeaders, others: readonly string[] = []): Redactor {
  const forms = secretsOf(headers, others).flatMap(formsOf);
  const withoutSecrets = (text: string) => forms.reduce((clean, form) => withoutForm(clean, form, placeholder), text);
  const text = (text: string) => {
    const clean = withoutSecrets(text);
    // Stryker disable next-line ConditionalExpression,StringLiteral: a shortcut.
    if (!clean.includes("\\")) return clean;
    const unescaped = withoutEscapes(clean);
    const withoutEscaped = withoutSecrets(unescaped);
    return withoutEscaped === unescaped ? clean : withoutEscaped;
  };
  // Stryker disable next-line ArrowFunction,ConditionalExpression,StringLiteral: a shortcut to the same JSON.
  const isPlain = (json: string) => !json.includes("\\") && !forms.some(({ beginning }) => json.includes(beginning));
  const parse = (json: string) => (isPlain(json) ? JSON.parse(json) : redactJson(JSON.parse(json), text));
  return { text, parse, cause: (cause) => redactCause(cause, text) };
}

/** Headers as they may be shown: secrets replaced. */
export function redactHeaders(headers: PlainHeaders): PlainHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isSecretHeader(name) ? placeholder : value]));
}

/** Does a header of this name carry a secret? */
export function isSecretHeader(name: string): boolean {
  return secretHeaders.includes(name.toLowerCase());
}

function secretsOf(headers: PlainHeaders, others: readonly string[]): string[] {
  const secrets = others.filter(({ length }) => length > 0);
  for (const name of secretHeaders) {
    const value = headers[name];
    if (value === undefined || value.length < shortestSecret) continue;
    const signature = /Signature=(\w+)/.exec(value)?.[1];
    // What comes before the signature is the same in every request, and no secret.
    secrets.push(signature ?? value);
  }
  return secrets;
}

/** Undoes the escapes of JSON, also in a text that is only the beginning of one. */
function withoutEscapes(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|(["\\/]))/gi, (_, hex: string | undefined, character: string) =>
    hex === undefined ? character : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function redactJson(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [redact(name), redactJson(inner, redact)]));
}

const deepest = 8;

/** Told by its shape: an error of another realm is no `instanceof Error`. Whatever cannot be read safely is left out. */
function redactCause(cause: unknown, redact: (text: string) => string, depth = 0): unknown {
  if (typeof cause === "string") return redact(cause);
  if (typeof cause !== "object" || cause === null) return typeof cause === "function" ? undefined : cause;
  if (depth > deepest) return undefined;
  try {
    return isClean(cause, redact, depth) ? cause : cleanCopy(cause, redact, depth);
  } catch {
    return new Error("The cause could not be read.");
  }
}

function isClean(cause: object, redact: (text: string) => string, depth: number): boolean {
  return Reflect.ownKeys(cause).every((key) => {
    const value: unknown = (cause as Record<PropertyKey, unknown>)[key];
    if (typeof key === "string" && redact(key) !== key) return false;
    // Stryker disable next-line ArithmeticOperator: a circle then ends with the stack, which is caught.
    return redactCause(value, redact, depth + 1) === value;
  });
}

function cleanCopy(cause: object, redact: (text: string) => string, depth: number): unknown {
  const { name, message, stack, cause: inner, errors, code } = cause as Partial<Record<string, unknown>>;
  if (typeof message !== "string") return undefined;
  const copy = new Error(redact(message), inner === undefined ? undefined : { cause: redactCause(inner, redact, depth + 1) });
  copy.name = redact(String(name));
  copy.stack = redact(String(stack));
  return Object.assign(
    copy,
    typeof code === "string" && { code: redact(code) },
    Array.isArray(errors) && { errors: errors.map((error) => redactCause(error, redact, depth + 1)) },
  );
}
