import type { PlainHeaders } from "./plain-request.ts";
import { SecretFinder, withoutSpans, wordForm, wordsIn } from "./secret-forms.ts";

/** Names that say it: those of the vendor, and what others call their credentials. The challenge of a server is none. */
const secretName = /auth(?!or(?!iz)|enticate$)|token|secret|passw|cookie|credential|signature|session|(api|access|private)-?key/i;

/** Headers that an authentication function adds and that are not secret: what a signature covers, and what a request has anyway. */
const publicHeaders = new Set([
  ...["accept", "accept-language", "content-type", "date", "user-agent", "x-domain-id", "x-language", "x-project-id", "x-request-id"],
  ...["x-sdk-content-sha256", "x-sdk-date"],
]);

/** A shorter secret is removed only as a whole word, or encoded, and only from errors: otherwise texts and data would become unreadable. */
const shortestSecret = 8;

/** Anything even shorter is not a secret that a text could reveal. */
const shortestWord = 4;

/** Replaces a secret. */
export const placeholder = "[redacted]";

/** Takes the secrets of a request out of texts that came back from the server or the network. */
export interface Redactor {
  text(text: string): string;
  /**
   * Reads JSON: secrets are taken out of every string in it, names included, however they were written.
   *
   * @param isError is it an error, and nothing that was asked for? Then short secrets are taken out as well.
   */
  parse(json: string, isError?: boolean): unknown;
  /** A caught error: if any of its texts has a secret, a copy without secrets replaces it. */
  cause(cause: unknown): unknown;
}

/**
 * Replaces every secret that the headers carry, repeated whole or in part (20 characters or more), in capitals or small letters, on several
 * lines, percent-encoded, in base64, in hexadecimal digits, in the escapes of JSON or HTML, or only its signature. One of 4 to 7 characters is replaced
 * where it is a word as it is, and in hexadecimal digits; from 6 characters on in base64. The data of a success keeps such a short one, which may be
 * any word of it, and loses parts of a longer one only from its beginning on or up to its end.
 *
 * @param others further texts that must not be shown, such as a password in the body.
 * @param credentials names of headers that carry secrets.
 */
// Stryker disable next-line ArrayDeclaration: redacts a text that never occurs.
export function redactorFor(headers: PlainHeaders, others: readonly string[] = [], credentials: readonly string[] = []): Redactor {
  const values = valuesOf(headers, credentials);
  const long = [...others, ...values.filter(({ length }) => length >= shortestSecret)].filter(({ length }) => length > 0);
  const short = values.filter(({ length }) => length < shortestSecret && length >= shortestWord);
  const finder = new SecretFinder([...new Set(long)], short);
  const words = short.map(wordForm);
  // All that is found is replaced at once: a quotation of which a part was taken out before would no longer be recognised.
  const withoutLong = (text: string) => withoutSpans(text, finder.find(text, false), placeholder);
  const text = (all: string) => withoutSpans(all, finder.find(all, true).concat(wordsIn(all, words)), placeholder);
  // Stryker disable next-line ArrowFunction,ConditionalExpression,StringLiteral: a shortcut to the same JSON.
  const isPlain = (json: string) => !/[\\&%]/.test(json) && finder.isAbsent(json);
  const parse = (json: string, isError = false) => {
    if (isError) return redactJson(JSON.parse(json), text);
    return isPlain(json) ? JSON.parse(json) : redactJson(JSON.parse(json), withoutLong);
  };
  return { text, parse, cause: (cause) => redactCause(cause, text) };
}

/** Names of the headers by which a request is authenticated: those that it has beyond what it had before, except those that are not secret. */
export function credentialsIn(authenticated: PlainHeaders, before: PlainHeaders): readonly string[] {
  return Object.keys(authenticated).filter((name) => authenticated[name] !== before[name] && !publicHeaders.has(name));
}

/** Headers as they may be shown: secrets replaced. @param credentials names of headers that carry secrets */
export function redactHeaders(headers: PlainHeaders, credentials: readonly string[] = []): PlainHeaders {
  const isSecret = (name: string) => isSecretHeader(name) || credentials.includes(name);
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? placeholder : value]));
}

/** Does a header of this name carry a secret? */
export function isSecretHeader(name: string): boolean {
  return secretName.test(name);
}

/** The secrets in the values of headers. */
function valuesOf(headers: PlainHeaders, credentials: readonly string[]): string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!isSecretHeader(name) && !credentials.includes(name)) return [];
    // The text before a signature is the same in every request, and the text before other credentials names their kind: neither is a secret.
    return [/Signature=(\w+)/.exec(value)?.[1] ?? /^[a-z][\w-]* +(\S+)$/i.exec(value)?.[1] ?? value];
  });
}

function redactJson(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [redact(name), redactJson(inner, redact)]));
}

const deepest = 8;

/** Recognised by its shape: an error of another realm is not an `instanceof Error`. Whatever cannot be read safely is left out. */
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
