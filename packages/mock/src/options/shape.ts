import { nearest } from "./nearest.ts";

/**
 * Says what is wrong with a value, or nothing: the types of TypeScript, for tests in JavaScript. `name` is how the value is called in a
 * sentence, such as `ms of delay`; `at` is where it is, for what it contains.
 */
export interface Check {
  (value: unknown, name: string, at: string): string | undefined;
  readonly mayBeMissing?: true;
}

/** Checks by the names of properties. */
export type Checks = Readonly<Record<string, Check>>;

/** A check of a property that may be left out. */
export interface Optional extends Check {
  readonly mayBeMissing: true;
}

/** A check for each property of a type, so that none is forgotten. */
export type Shape<Type> = {
  readonly [Name in keyof Type]-?: Record<never, never> extends Pick<Type, Name> ? Optional : Check;
};

export function optional(check: Check): Optional {
  return Object.assign((value: unknown, name: string, at: string) => check(value, name, at), { mayBeMissing: true } as const);
}

export const anything: Check = () => undefined;
export const text = ofType("string");
export const yesOrNo = ofType("boolean");
export const callback = ofType("function");
export const number: Check = (value, name) => (Number.isFinite(value) ? undefined : `${name} must be a number, not ${shown(value)}.`);

function ofType(type: string): Check {
  const article = /^[aeiou]/.test(type) ? "an" : "a";
  return (value, name) => (typeof value === type ? undefined : `${name} must be ${article} ${type}, not ${shown(value)}.`);
}

export function oneOf(...words: readonly unknown[]): Check {
  return (value, name) => (words.includes(value) ? undefined : `${name} must be one of ${words.join(", ")}, not ${shown(value)}.`);
}

export function listOf(check: Check): Check {
  return (value, name, at) => {
    if (!Array.isArray(value)) return `${name} must be an array, not ${shown(value)}.`;
    return first(value.map((item, index) => check(item, `${at}[${index}]`, `${at}[${index}]`)));
  };
}

export function object<Type>(shape: Shape<Type>): Check {
  return (value, name, at) =>
    isObject(value) ? propertyProblem(shape as Checks, value, at) : `${name} must be an object, not ${shown(value)}.`;
}

/**
 * What is wrong with the properties of an object.
 *
 * @param at where it is; nothing at the top, where properties are options
 */
export function propertyProblem(checks: Checks, value: object, at: string): string | undefined {
  const known = Object.keys(checks);
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    const [what, where] = at === "" ? ["an option", ""] : ["a property", ` of ${at}`];
    return `${name} is not ${what}${where}. ${nearest(name, known)}`;
  }
  return first(
    known.map((name) => {
      const [called, place] = at === "" ? [name, name] : [`${name} of ${at}`, `${at}.${name}`];
      const given = (value as Readonly<Record<string, unknown>>)[name];
      if (given === undefined) return checks[name]?.mayBeMissing ? undefined : `${called} is missing.`;
      return checks[name]?.(given, called, place);
    }),
  );
}

/** @throws {TypeError} that names the option which is not one, or is not usable. */
export function checkOptions<Type extends object>(options: unknown, shape: Shape<Type>): void {
  const problem = isObject(options)
    ? propertyProblem(shape as Checks, options, "")
    : `The options must be an object, not ${shown(options)}.`;
  if (problem !== undefined) throw new TypeError(problem);
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value in a sentence. */
export function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function first(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}
