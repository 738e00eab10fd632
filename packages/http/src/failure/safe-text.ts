import { brand } from "./call-error.ts";
import { hasBrand } from "./has-brand.ts";

/** Marks an error whose message contains no secret, so that another may quote it. */
export const safeText = Symbol.for("@aom-workflow/http/safe-text");

/** Says of an error that its message contains no secret. */
export function withSafeText<Thrown extends Error>(error: Thrown): Thrown {
  return Object.defineProperty(error, safeText, { value: true });
}

/** May the message of a thrown value be quoted? A caller's function may put anything it knows into it. */
export function hasSafeText(thrown: unknown): thrown is Error {
  return hasBrand(thrown, safeText) || hasBrand(thrown, brand);
}

/** Is it a name or a code, such as `TypeError` or `ECONNREFUSED`, rather than a text? */
export function isWord(value: unknown): value is string {
  return typeof value === "string" && /^[A-Z][A-Za-z0-9_]{1,40}$/.test(value);
}

const hidden = "The text is hidden, since it may contain secrets; catch the error where it is thrown to see it.";
const deepest = 5;

/**
 * An error of a caller's function, as it may be printed: names, codes and stack positions, of its causes as well, but neither texts nor
 * other properties. Undefined if it is no error; itself if its text is safe.
 */
export function withoutText(thrown: unknown, depth = 0): unknown {
  if (hasSafeText(thrown)) return thrown;
  try {
    const { name, message, stack, code, cause, errors } = Object(thrown) as Partial<Record<string, unknown>>;
    if (typeof message !== "string" || depth > deepest) return undefined;
    const inner = withoutText(cause, depth + 1);
    const copy = new Error(hidden, inner === undefined ? undefined : { cause: inner });
    if (isWord(name)) copy.name = name;
    const places =
      String(stack)
        .replace(message, "")
        .match(/^ +at .+:\d+:\d+\)?$/gm) ?? [];
    copy.stack = [`${copy.name}: ${hidden}`, ...places].join("\n");
    const all = Array.isArray(errors) && { errors: errors.map((error) => withoutText(error, depth + 1)) };
    return Object.assign(copy, isWord(code) && { code }, all);
  } catch {
    return new Error("The cause could not be read.");
  }
}
