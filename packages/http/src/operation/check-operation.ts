import type { Effect, Operation, Parameter, RetryPolicy, RetryReason, ValueSchema } from "@aom-workflow/types";
import { InvalidInputError } from "../failure/errors.ts";
import { isOneLetterOff, isSpeltLike } from "../request/misspelt.ts";
import { checkInput } from "../request/place-input.ts";
import { readable } from "../request/read-options.ts";

/** Operations that passed, so that each is checked once. */
const sound = /* @__PURE__ */ new WeakSet<object>();

/**
 * Refuses a malformed operation, such as one written by hand in JavaScript.
 *
 * @throws InvalidInputError that names the first part that is missing, misspelt or invalid
 */
export function checkOperation(operation: Operation): void {
  if (sound.has(operation)) return;
  readable("operation", () => check(operation));
  sound.add(operation);
}

function check(operation: Operation): void {
  const schema = operationSchema(operation?.retry !== false);
  const known = Object.keys(schema.properties ?? {});
  for (const name of Object.keys(operation ?? {})) {
    const meant = known.find((each) => isSpeltLike(name, each) || isOneLetterOff(name, each));
    if (meant !== undefined && !known.includes(name)) refuse(name, `is not a property of an operation (did you mean ${meant}?)`);
  }
  checkInput({ name: "", input: "operation", in: "body", required: true, schema }, operation);
  const { path, parameters, successWords } = operation;
  if (!isWords(successWords)) refuse("successWords", 'must be a list of strings, or have a list of words or "any" for each property');
  for (const [, variable] of path.matchAll(/\{(\w+)\}/g)) {
    if (!parameters.some(({ in: place, name, required }) => place === "path" && name === variable && required))
      refuse("parameters", `lacks the required path parameter ${variable}`);
  }
}

/** What the engine reads of an operation. */
function operationSchema(isRetried: boolean): ValueSchema {
  const text: ValueSchema = { type: "string", minLength: 1 };
  const number: ValueSchema = { type: "number", minimum: 0 };
  const reasons = [
    ...(["not-sent", "throttled", "gateway-unavailable", "credentials-renewed"] as const),
    ...(["connection-lost", "timeout", "server-error"] as const),
  ] satisfies RetryReason[];
  const policy: Schemas<RetryPolicy> = {
    maxAttempts: { type: "integer", minimum: 1 },
    initialDelayMs: number,
    maxDelayMs: number,
    maxRetryAfterMs: number,
    on: listOf({ enum: reasons }),
  };
  const parameter: Schemas<Parameter> = {
    name: { type: "string" },
    input: text,
    in: { enum: ["path", "query", "header", "body"] satisfies Parameter["in"][] },
    required: { type: "boolean" },
    schema: { type: "object" },
  };
  const operation: Schemas<Operation> = {
    id: text,
    method: { enum: ["GET", "PUT", "POST", "DELETE", "PATCH"] satisfies Operation["method"][] },
    path: { type: "string", pattern: "^/" },
    parameters: listOf(object(parameter)),
    success: listOf({ type: "integer" }),
    errors: listOf({ type: "integer" }),
    effect: { enum: ["none", "idempotent", "once"] satisfies Effect[] },
    retry: isRetried ? object(policy) : {},
  };
  return object(operation, { fixed: { type: "object" }, successWords: {} });
}

type Schemas<Type> = { readonly [Name in keyof Type]?: ValueSchema };

function object(required: Schemas<unknown>, optional?: Schemas<Operation>): ValueSchema {
  return { type: "object", required: Object.keys(required), properties: { ...required, ...optional } };
}

function listOf(items: ValueSchema): ValueSchema {
  return { type: "array", items };
}

/** A string in place of a list would match any part of it. */
function isWords(words: unknown): boolean {
  if (words === undefined || Array.isArray(words)) return true;
  return typeof words === "object" && Object.values(words ?? {}).every((allowed) => allowed === "any" || Array.isArray(allowed));
}

function refuse(name: string, problem: string): never {
  throw new InvalidInputError(`operation.${name}`, problem);
}
