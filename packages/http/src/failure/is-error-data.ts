import type { ErrorDetails } from "./call-error.ts";
import { consequences } from "./outcome.ts";

/** Is it what `toJSON()` of an error of a call gives? A symbol would not survive the way to another thread, so its properties have to do. */
export function isErrorData(value: unknown): boolean {
  try {
    if (!isPlain(value)) return false;
    const { name, code, message, outcome, attempts, retryable } = value as Partial<ErrorDetails & Error & { code: unknown }>;
    const areTexts = [name, code, message].every((text) => typeof text === "string");
    return areTexts && Object.hasOwn(consequences, outcome ?? "") && typeof attempts === "number" && typeof retryable === "boolean";
  } catch {
    return false;
  }
}

/** Is it an object of no class of its own, of whichever realm? */
function isPlain(value: unknown): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
