import type { Fault, FaultKind } from "./fault.ts";

/** A kind whose other fields may all be left out. */
type BareKind = { [Kind in FaultKind]: { kind: Kind } extends Extract<Fault, { kind: Kind }> ? Kind : never }[FaultKind];

/** Kinds that need nothing but their name. */
const plain = [
  "reset-before-reading",
  "close-before-reading",
  "early-answer",
  "reset-after-reading",
  "close-after-reading",
  "hang",
  "close-mid-headers",
  "close-mid-body",
  "reset-mid-body",
  "drip",
  "truncated-json",
  "wrong-content-type",
  "content-length-too-long",
  "content-length-too-short",
  "bad-gzip",
  "informational",
  "oversized-headers",
  "html",
  "empty-body",
  "gateway-unavailable",
  "endless-headers",
  "endless-body",
  "endless-gzip",
  "garbage",
  "unsolicited-answer",
  "double-answer",
  "longer-than-said",
  "timeout-while-idle",
  "close-while-idle",
  "reset-while-idle",
  "close-at-next-request",
  "reset-at-next-request",
] as const satisfies readonly BareKind[];
const kinds = [...plain, "throttled", "delay", "undeclared-status"];

/**
 * The fault that a text asks for: a kind, or a kind with its value, such as `throttled=2`.
 *
 * @returns the fault, or a sentence that says why there is none
 */
export function faultNamed(text: string): Fault | string {
  const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (name === "throttled") return value === undefined ? { kind: name } : { kind: name, retryAfter: value };
  if (name === "delay") {
    // More than a timer can wait would strike at once.
    const ms = /^\d{1,9}$/.test(value ?? "") ? Number(value) : undefined;
    return ms === undefined ? "delay needs a whole number of milliseconds, such as delay=500." : { kind: name, ms };
  }
  if (name === "undeclared-status") {
    return /^[2-5]\d\d$/.test(value ?? "")
      ? { kind: name, status: Number(value) }
      : "undeclared-status needs a status from 200 to 599, such as undeclared-status=418.";
  }
  const kind = plain.find((it) => it === name);
  if (kind === undefined) return `${name} is not a kind of fault. Use one of: ${kinds.join(", ")}.`;
  return value === undefined ? ({ kind } as Fault) : `${kind} takes no value.`;
}
