import { nearest } from "../options/nearest.ts";
import { anything, number, oneOf, optional, propertyProblem, type Shape, shown, text } from "../options/shape.ts";
import type { Fault, FaultKind, FaultOf } from "./fault.ts";
import { faultTable } from "./fault-table.ts";

type FieldsOf<Kind extends FaultKind> = Omit<FaultOf<Kind>, "kind">;

/** What belongs to a kind besides its name, for those that have more. */
const fields: { readonly [Kind in FaultKind as keyof FieldsOf<Kind> extends never ? never : Kind]: Shape<FieldsOf<Kind>> } = {
  "early-answer": { status: optional(number), value: optional(anything) },
  delay: { ms: number },
  drip: { bytes: optional(number), everyMs: optional(number) },
  "wrong-content-type": { contentType: optional(text) },
  "content-length-too-long": { by: optional(number) },
  "content-length-too-short": { by: optional(number) },
  informational: { status: optional(oneOf(100, 102, 103)), count: optional(number) },
  "oversized-headers": { bytes: optional(number) },
  "undeclared-status": { status: number },
  html: { status: optional(number) },
  "empty-body": { status: optional(number) },
  json: { value: anything, status: optional(number) },
  redirect: { status: oneOf(301, 302, 303, 307, 308), location: optional(text) },
  throttled: { retryAfter: optional(text) },
  "gateway-unavailable": { retryAfter: optional(text) },
  "unsolicited-answer": { afterMs: optional(number), status: optional(number), value: optional(anything) },
  "longer-than-said": { by: optional(number) },
  "timeout-while-idle": { afterMs: optional(number) },
  "close-while-idle": { afterMs: optional(number) },
  "reset-while-idle": { afterMs: optional(number) },
};

/** Says why a fault is invalid, or nothing. A fault that does not exist must not let a test pass because nothing goes wrong. */
export function faultProblem(fault: unknown): string | undefined {
  if (typeof fault !== "object" || fault === null) return `A fault is an object, such as { kind: "hang" }, not ${shown(fault)}.`;
  const { kind, ...rest } = fault as Fault;
  const kinds = ["none", ...Object.keys(faultTable)];
  if (typeof kind !== "string") return `A fault needs a kind. Use one of: ${kinds.join(", ")}.`;
  if (!kinds.includes(kind)) return `${kind} is not a kind of fault. ${nearest(kind, kinds)}`;
  const shape = Object.hasOwn(fields, kind) ? fields[kind as keyof typeof fields] : undefined;
  if (shape) return propertyProblem(shape, rest, kind);
  const [unknown] = Object.keys(rest);
  return unknown === undefined ? undefined : `${unknown} is not a property of ${kind}, which only has kind.`;
}
