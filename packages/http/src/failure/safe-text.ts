import { hasBrand } from "./has-brand.ts";

/** Marks an error whose message contains no secret, so that another may quote it. */
export const safeText = Symbol.for("@aom-workflow/http/safe-text");

/** Says of an error that its message contains no secret. */
export function withSafeText<Thrown extends Error>(error: Thrown): Thrown {
  return Object.defineProperty(error, safeText, { value: true });
}

/** May the message of what was thrown be quoted? What a function of somebody's own throws may contain whatever that function knows. */
export function hasSafeText(thrown: unknown): thrown is Error {
  return hasBrand(thrown, safeText);
}
