/**
 * What the extensions of an operation may say. The lint reports the problems that these functions find, and the generator of
 * `@aom-workflow/types` refuses a contract that has any. They read values with references already resolved.
 */

/** A wrong value of an extension: its place, as keys from the operation down, and what is wrong. */
export interface Problem {
  at: readonly string[];
  message: string;
}

/** What a form needs to know about a parameter or a property of the body. */
export interface FormInput {
  name: string;
  /** Its name in code: `x-name`, or the wire name. */
  input: string;
  values: readonly unknown[] | undefined;
}

/** Reasons after which it is certain that the request was not processed. */
export const harmlessReasons: readonly string[] = ["not-sent", "throttled", "gateway-unavailable", "credentials-renewed"];

/** Reasons after which the request may have been processed. */
export const riskyReasons: readonly string[] = ["connection-lost", "timeout", "server-error"];

const methodName = /^[a-z][A-Za-z0-9]*$/;

type Json = Record<string, unknown>;

/**
 * Every problem in the extensions of one operation.
 *
 * @param inputs the inputs that a form may fix
 * @param answer names of the properties of successful responses
 */
export function extensionProblems(operation: Json, inputs: readonly FormInput[], answer: readonly string[]): Problem[] {
  return [
    ...missing(operation),
    ...nameProblems(operation["x-name"]),
    ...effectProblems(operation["x-effect"]),
    ...retryProblems(operation["x-retry"], operation["x-effect"]),
    ...lifecycleProblems(operation["x-lifecycle"]),
    ...formsProblems(operation["x-forms"], inputs),
    ...successProblems(operation["x-success"], answer),
    ...permissionProblems(operation["x-permission"]),
    ...actsOnProblems(operation["x-acts-on"], operation["x-effect"], inputs),
    ...commandProblems(operation["x-command"]),
  ];
}

const required: Record<string, string> = {
  "x-name": "the name of the method that calls it",
  "x-effect": "what sending it does: none, idempotent or once",
  "x-retry": "the retry policy, or false for none",
  "x-lifecycle": "the stage that the vendor gives the operation",
};

function missing(operation: Json): Problem[] {
  return Object.entries(required)
    .filter(([key]) => operation[key] === undefined)
    .map(([key, meaning]) => ({ at: [], message: `Operation must state \`${key}\` (${meaning}).` }));
}

function nameProblems(name: unknown): Problem[] {
  if (name === undefined || isMethodName(name)) return [];
  return [{ at: ["x-name"], message: "`x-name` must be a method name in camelCase." }];
}

function effectProblems(effect: unknown): Problem[] {
  if (effect === undefined || ["none", "idempotent", "once"].includes(effect as string)) return [];
  return [{ at: ["x-effect"], message: "`x-effect` must be none, idempotent or once." }];
}

const retryNumbers = { maxAttempts: 1, initialDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0 };

function retryProblems(retry: unknown, effect: unknown): Problem[] {
  if (retry === undefined || retry === false) return [];
  if (!isObject(retry)) return [{ at: ["x-retry"], message: "`x-retry` must be false or a policy." }];
  const numbers = Object.entries(retryNumbers)
    .filter(([key, least]) => !Number.isInteger(retry[key]) || (retry[key] as number) < least)
    .map(([key, least]) => ({ at: ["x-retry"], message: `\`x-retry.${key}\` must be an integer, ${least} or more.` }));
  return [...numbers, ...unknownKeys(retry, ["x-retry"], [...Object.keys(retryNumbers), "on"]), ...reasonProblems(retry.on, effect)];
}

function reasonProblems(reasons: unknown, effect: unknown): Problem[] {
  const at = ["x-retry", "on"];
  if (!Array.isArray(reasons) || reasons.length === 0) return [{ at: ["x-retry"], message: "`x-retry.on` must list reasons." }];
  return reasons.flatMap((reason, index) => {
    if (harmlessReasons.includes(reason)) return [];
    const place = [...at, String(index)];
    if (!riskyReasons.includes(reason)) return [{ at: place, message: `\`${reason}\` is not a reason for a retry.` }];
    if (effect === "none" || effect === "idempotent") return [];
    return [
      { at: place, message: `\`${reason}\` must not repeat an operation with the effect \`once\`: the request may have been processed.` },
    ];
  });
}

function lifecycleProblems(lifecycle: unknown): Problem[] {
  if (lifecycle === undefined) return [];
  const { stage, note, source } = isObject(lifecycle) ? lifecycle : {};
  if (["current", "historical"].includes(stage as string) && typeof note === "string" && typeof source === "string") return [];
  return [{ at: ["x-lifecycle"], message: "`x-lifecycle` must have a `stage` (current or historical), a `note` and a `source`." }];
}

function formsProblems(forms: unknown, inputs: readonly FormInput[]): Problem[] {
  if (forms === undefined) return [];
  if (!isObject(forms)) return [{ at: ["x-forms"], message: "`x-forms` must map names of methods to forms." }];
  return Object.entries(forms).flatMap(([name, form]) => formProblems(["x-forms", name], name, form, inputs));
}

function formProblems(at: readonly string[], name: string, form: unknown, inputs: readonly FormInput[]): Problem[] {
  if (!isMethodName(name)) return [{ at, message: "The name of a form must be a method name in camelCase." }];
  const { summary, description, fixed } = isObject(form) ? form : {};
  if (!isText(summary) || !isText(description) || !isObject(fixed) || Object.keys(fixed).length === 0) {
    return [{ at, message: "A form must have a `summary`, a `description` and `fixed`, the inputs that it sets." }];
  }
  return [
    ...unknownKeys(form as Json, at, ["summary", "description", "fixed"]),
    ...Object.entries(fixed).flatMap(([input, value]) => fixedProblems([...at, "fixed", input], input, value, inputs)),
  ];
}

function fixedProblems(at: readonly string[], input: string, value: unknown, inputs: readonly FormInput[]): Problem[] {
  const found = inputs.find(({ name }) => name === input);
  if (!found) return [{ at, message: `\`${input}\` is not a parameter of the operation.` }];
  if (found.values?.includes(value)) return [];
  return [{ at, message: `${JSON.stringify(value)} is not one of the values of \`${input}\`.` }];
}

function successProblems(success: unknown, answer: readonly string[]): Problem[] {
  if (success === undefined) return [];
  if (Array.isArray(success) && success.length > 0 && success.every(isText)) return [];
  if (!isObject(success))
    return [{ at: ["x-success"], message: "`x-success` must map properties of the response to words, or list texts." }];
  return Object.entries(success).flatMap(([property, words]) => {
    const at = ["x-success", property];
    if (!answer.includes(property)) return [{ at, message: `\`${property}\` is not a property of the response.` }];
    if (words === "any") return [];
    const areWords = Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === "string");
    return areWords ? [] : [{ at, message: "`x-success` must list the words that mean success, or be any for every text." }];
  });
}

function permissionProblems(permission: unknown): Problem[] {
  if (permission === undefined || (typeof permission === "string" && /^\w+:\w+:\w+$/.test(permission))) return [];
  return [{ at: ["x-permission"], message: "`x-permission` must be an action such as cms:execution:get." }];
}

const named: Record<string, readonly string[]> = { node: ["workflow", "execution", "node"], execution: ["workflow", "execution"] };

function actsOnProblems(actsOn: unknown, effect: unknown, inputs: readonly FormInput[]): Problem[] {
  if (actsOn === undefined) return [];
  const at = ["x-acts-on"];
  const things = Object.hasOwn(named, String(actsOn)) ? named[String(actsOn)] : undefined;
  if (things === undefined) return [{ at, message: "`x-acts-on` must be node or execution." }];
  const isThere = (thing: string) => inputs.some(({ input }) => input.replaceAll("_", "").toLowerCase() === `${thing}id`);
  const missing = things.filter((thing) => !isThere(thing)).map((thing) => `${thing}_id`);
  return [
    ...(missing.length === 0 ? [] : [{ at, message: `\`x-acts-on: ${actsOn}\` requires these inputs: ${missing.join(", ")}.` }]),
    ...(effect === "none" ? [{ at, message: "An operation with `x-acts-on` changes something: `x-effect` must not be none." }] : []),
  ];
}

function commandProblems(command: unknown): Problem[] {
  if (command === undefined || (typeof command === "string" && /^[a-z]+(-[a-z0-9]+)*$/.test(command))) return [];
  return [{ at: ["x-command"], message: "`x-command` must be a word in kebab-case." }];
}

function unknownKeys(value: Json, at: readonly string[], known: readonly string[]): Problem[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ at: [...at, key], message: `\`${key}\` is not known here.` }));
}

function isMethodName(value: unknown): boolean {
  return typeof value === "string" && methodName.test(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
