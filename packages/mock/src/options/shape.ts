import { nearest } from "./nearest.ts";

/**
 * Says what is wrong with a value, or nothing: TypeScript's types and our limits, for tests in JavaScript. `name` is the value's name in a
 * sentence, such as `ms of delay`; `at` is its path, for what it contains.
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

/** A check for each property of a type, so that none is missing. */
export type Shape<Type> = {
  readonly [Name in keyof Type]-?: Record<never, never> extends Pick<Type, Name> ? Optional : Check;
};

export function optional(check: Check): Optional {
  return Object.assign((value: unknown, name: string, at: string) => check(value, name, at), { mayBeMissing: true } as const);
}

export const anything: Check = () => undefined;
export const text = ofType("string");
export const word: Check = (value, name, at) => text(value, name, at) ?? (value === "" ? `${name} must not be empty.` : undefined);
export const yesOrNo = ofType("boolean");
export const callback = ofType("function");
export const port = whole(0, 65_535);
export const count = whole(1, 1_000_000);
export const status = whole(200, 599);
/** As long as a timer can wait; it fires at once for anything longer. */
export const delayMs = whole(0, 2 ** 31 - 1, " of milliseconds");
/** 100,000 days, so that every sum is still a date. */
export const spanMs = whole(0, 8_640_000_000_000, " of milliseconds");

export function whole(from: number, to: number, unit = ""): Check {
  const isOne = (value: unknown) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
  return (value, name) => (isOne(value) ? undefined : `${name} must be a whole number${unit} from ${from} to ${to}, not ${shown(value)}.`);
}

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
 * Says what is wrong with the properties of an object.
 *
 * @param at its path; empty at the top, where properties are options
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

/** @throws {TypeError} for an option that is unknown or invalid. */
export function checkOptions<Type extends object>(options: unknown, shape: Shape<Type>): void {
  const problem = isObject(options)
    ? propertyProblem(shape as Checks, options, "")
    : `The options must be an object, not ${shown(options)}.`;
  refuse(problem);
}

/** @throws {TypeError} for an argument that is missing or invalid, or one too many. */
export function checkArguments(name: string, given: readonly unknown[], checks: Checks): void {
  const names = Object.keys(checks);
  const takes = ["no arguments", "one argument", "two arguments"][names.length];
  if (given.length > names.length) throw new TypeError(`${name} takes ${takes}, not ${given.length}.`);
  refuse(propertyProblem(checks, Object.fromEntries(names.map((each, at) => [each, given[at]])), name));
}

/** @throws {TypeError} for a problem, if there is one. */
export function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new TypeError(problem);
}

/** Refuses assignments, which would have no effect, but for methods: tests wrap those. */
export function sealed<Type extends object>(options: Checks, it: Type): Type {
  return new Proxy(it, {
    set(target, name, value) {
      if (typeof value === "function" && !Object.hasOwn(options, name)) return Reflect.set(target, name, value);
      throw new TypeError(`${String(name)} cannot be assigned. Use setFaults() or reset(), or start another with other options.`);
    },
  });
}

/** Not an array, and not a promise, which has no properties to check. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("then" in value);
}

/** A value in a sentence. */
export function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null && "then" in value) return "a promise";
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function first(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}
