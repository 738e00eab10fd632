import { hasNoBody } from "../answer/wire-answer.ts";
import { nearest } from "../options/nearest.ts";
import { type Check, count, delayMs, oneOf, optional, propertyProblem, type Shape, shown, status, text, whole } from "../options/shape.ts";
import type { Fault, FaultKind, FaultOf } from "./fault.ts";
import { faultTable } from "./fault-table.ts";

type FieldsOf<Kind extends FaultKind> = Omit<FaultOf<Kind>, "kind">;

const bytes = whole(1, 256 * 1024 * 1024);

const statusWithBody: Check = (value, name, at) =>
  status(value, name, at) ?? (hasNoBody(value as number) ? `${name} must allow a body; ${value} does not.` : undefined);

const notJson: Check = (value, name, at) =>
  text(value, name, at) ?? (/^application\/json$/i.test(value as string) ? `${name} must not be application/json.` : undefined);

const json: Check = (value, name) => (typeof value === "function" ? `${name} must be a JSON value, not a function.` : undefined);

/** The properties of each kind besides `kind`, for those that have any. */
const fields: { readonly [Kind in FaultKind as keyof FieldsOf<Kind> extends never ? never : Kind]: Shape<FieldsOf<Kind>> } = {
  "early-answer": { status: optional(status), value: optional(json) },
  delay: { ms: delayMs },
  drip: { bytes: optional(count), everyMs: optional(delayMs) },
  "wrong-content-type": { contentType: optional(notJson) },
  "content-length-too-long": { by: optional(count) },
  "content-length-too-short": { by: optional(count) },
  informational: { status: optional(oneOf(100, 102, 103)), count: optional(count) },
  "oversized-headers": { bytes: optional(bytes) },
  "undeclared-status": { status },
  html: { status: optional(statusWithBody) },
  "empty-body": { status: optional(status) },
  json: { value: json, status: optional(statusWithBody) },
  redirect: { status: oneOf(301, 302, 303, 307, 308), location: optional(text) },
  throttled: { retryAfter: optional(text) },
  "gateway-unavailable": { retryAfter: optional(text) },
  "unsolicited-answer": { afterMs: optional(delayMs), status: optional(statusWithBody), value: optional(json) },
  "longer-than-said": { by: optional(count) },
  "timeout-while-idle": { afterMs: optional(delayMs) },
  "close-while-idle": { afterMs: optional(delayMs) },
  "reset-while-idle": { afterMs: optional(delayMs) },
};

/**
 * Says why a fault is invalid, or nothing: a test must not pass because a fault was misspelt.
 *
 * @param declared the statuses that the contract declares, such as `404` or `4XX`
 */
export function faultProblem(fault: unknown, declared: readonly string[]): string | undefined {
  if (typeof fault !== "object" || fault === null) return `A fault is an object, such as { kind: "hang" }, not ${shown(fault)}.`;
  const { kind, ...rest } = fault as Fault;
  const kinds = ["none", ...Object.keys(faultTable)];
  if (typeof kind !== "string") return `A fault needs a kind. Use one of: ${kinds.join(", ")}.`;
  if (!kinds.includes(kind)) return `${kind} is not a kind of fault. ${nearest(kind, kinds)}`;
  const shape = Object.hasOwn(fields, kind) ? fields[kind as keyof typeof fields] : undefined;
  if (shape) return propertyProblem(shape, rest, kind) ?? declaredProblem(fault as Fault, declared);
  const [unknown] = Object.keys(rest);
  return unknown === undefined ? undefined : `${unknown} is not a property of ${kind}, which only has kind.`;
}

function declaredProblem(fault: Fault, declared: readonly string[]): string | undefined {
  if (fault.kind !== "undeclared-status") return undefined;
  const forms = [`${fault.status}`, `${Math.floor(fault.status / 100)}XX`];
  if (!forms.some((form) => declared.includes(form))) return undefined;
  return `status of undeclared-status must be one that the contract does not declare, not ${fault.status}.`;
}
