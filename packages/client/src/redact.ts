const secretHeaders = ["authorization", "cookie", "proxy-authorization", "x-auth-token", "x-security-token", "x-subject-token"];

/** Anything shorter is no secret, and taking it out would make texts unreadable. */
const shortestSecret = 8;

const placeholder = "[redacted]";

/** Takes the secrets of a request out of texts that came back from the server or the network. */
export type Redact = (text: string) => string;

/** A function that replaces every secret that the headers carry, be it repeated as a whole or only its signature. */
export function redactor(headers: Headers): Redact {
  const values = secretHeaders.map((name) => headers.get(name)).filter((value) => value !== null && value !== "");
  const signatures = values.map((value) => value?.match(/Signature=(\w+)/)?.[1]);
  const secrets = [...values, ...signatures]
    .filter((secret) => secret !== undefined && secret !== null)
    .filter(({ length }) => length >= shortestSecret);
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, placeholder), text);
}

/** Headers as they may be shown: names in lower case, secrets replaced. */
export function redactHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, secretHeaders.includes(name) ? placeholder : value]));
}

/**
 * The cause of an error as it may be shown. Where a secret is in any text of it – an HTTP library may quote the header
 * that it refuses – a copy without secrets takes its place.
 */
export function redactCause(cause: unknown, redact: Redact, depth = 0): unknown {
  if (typeof cause === "string") return redact(cause);
  if (!(cause instanceof Error) || depth > 5) return cause instanceof Error ? undefined : cause;
  const inner = redactCause(cause.cause, redact, depth + 1);
  const texts = [cause.message, cause.stack ?? "", ...Object.values(cause).filter((value) => typeof value === "string")];
  if (inner === cause.cause && texts.every((text) => redact(text) === text)) return cause;
  const copy = new Error(redact(cause.message), inner === undefined ? undefined : { cause: inner });
  copy.name = cause.name;
  copy.stack = redact(cause.stack ?? "");
  const code: unknown = (cause as { code?: unknown }).code;
  return code === undefined ? copy : Object.assign(copy, { code });
}
