import { isDeepStrictEqual } from "node:util";
import { camelCase } from "../../../packages/types/generate/read/words.ts";
import type { Finding } from "./finding.ts";

type Json = Readonly<Record<string, unknown>>;

/** What neither the wire diff nor the compiler sees: who may call, where, how a call behaves, and what answers may newly say. */
export function ruleFindings(before: Json, after: Json): readonly Finding[] {
  return [
    ...operations(before, after),
    ...inputNames(before, after),
    ...security(before, after),
    ...servers(before, after),
    ...answers(before, after),
  ];
}

const breaking = (says: string): Finding => ({ by: "rules", isBreaking: true, says });
const compatible = (says: string): Finding => ({ by: "rules", isBreaking: false, says });

function operations(before: Json, after: Json): readonly Finding[] {
  const [old, now] = [methodsOf(before), methodsOf(after)];
  return [
    ...[...old.keys()].filter((name) => !now.has(name)).map((name) => breaking(`the method ${name} is gone`)),
    ...[...now.keys()].filter((name) => !old.has(name)).map((name) => compatible(`the method ${name} is new`)),
    ...[...old].flatMap(([name, was]) => {
      const is = now.get(name);
      return is === undefined ? [] : behaviour(name, was, is);
    }),
  ];
}

/** What a change of it means: a caller may have relied on it, or only meets it. */
const told: readonly (readonly [key: string, what: string, isBreaking: boolean])[] = [
  ["operationId", "the id of the operation", true],
  ["x-effect", "what sending it twice does", true],
  ["x-success", "what counts as success", true],
  ["fixed", "the inputs that are fixed", true],
  ["security", "who may call it", true],
  ["x-retry", "when it is sent again", false],
  ["x-permission", "the permission that it requires", false],
  ["x-lifecycle", "its life cycle", false],
];

function behaviour(name: string, was: Json, is: Json): readonly Finding[] {
  const changes = told
    .filter(([key]) => !isDeepStrictEqual(was[key], is[key]))
    .map(([, what, isBreaking]): Finding => ({ by: "rules", isBreaking, says: `${name}: ${what} changed` }));
  const [old, now] = [statusesOf(was), statusesOf(is)];
  return [
    ...changes,
    ...old.filter((status) => !now.includes(status)).map((status) => breaking(`${name}: the status ${status} is gone`)),
    ...now.filter((status) => !old.includes(status)).map((status) => compatible(`${name}: the status ${status} is new`)),
  ];
}

function statusesOf(operation: Json): readonly string[] {
  return Object.keys((operation.responses as Json | undefined) ?? {});
}

/** Inputs that callers have to write otherwise, although the wire has not changed. @param key what the parameter or property is called there */
function inputNames(was: unknown, is: unknown, key = ""): readonly Finding[] {
  if (!isObject(was) || !isObject(is)) return [];
  const isInput = was.operationId === undefined && was.name === is.name && ("x-name" in was || "x-name" in is);
  const [old, now] = [was, is].map((it) => String(it["x-name"] ?? camelCase(String(it.name ?? key))));
  return [
    ...(isInput && old !== now ? [breaking(`the input ${old} is now ${now}`)] : []),
    ...Object.keys(was).flatMap((name) => inputNames(was[name], is[name], name)),
  ];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

/** Every operation and every form of one, by the name of its method. */
function methodsOf({ paths }: Json): ReadonlyMap<string, Json> {
  const all = Object.values(paths as Record<string, Record<string, Json>>).flatMap((item) => Object.values(item));
  return new Map(
    all.flatMap((operation) => {
      const forms = Object.entries((operation["x-forms"] as Record<string, Json> | undefined) ?? {});
      return [
        [String(operation["x-name"]), operation] as const,
        ...forms.map(([name, { fixed }]) => [name, { ...operation, fixed }] as const),
      ];
    }),
  );
}

function security(before: Json, after: Json): readonly Finding[] {
  const schemes = ({ components }: Json) => withoutProse((components as Json).securitySchemes);
  return [
    ...(isDeepStrictEqual(before.security, after.security) ? [] : [breaking("who may call changed")]),
    ...(isDeepStrictEqual(schemes(before), schemes(after)) ? [] : [breaking("how credentials are sent changed")]),
  ];
}

interface Server {
  readonly url: string;
  readonly variables?: Readonly<
    Record<string, { readonly default?: string; readonly enum?: readonly string[]; readonly "x-open"?: readonly string[] }>
  >;
}

function servers(before: Json, after: Json): readonly Finding[] {
  const [old, now] = [before.servers as readonly Server[], after.servers as readonly Server[]];
  return [
    ...old.filter(({ url }) => !now.some((it) => it.url === url)).map(({ url }) => breaking(`the server ${url} is gone`)),
    ...now.filter(({ url }) => !old.some((it) => it.url === url)).map(({ url }) => compatible(`the server ${url} is new`)),
    ...old.flatMap(({ url, variables = {} }) => {
      const is = now.find((it) => it.url === url)?.variables ?? {};
      return Object.entries(variables).flatMap(([name, was]) => [
        ...(was.default === is[name]?.default ? [] : [breaking(`the default of {${name}} changed`)]),
        ...missing(was.enum, is[name]?.enum).map((value) => breaking(`the ${name} ${value} is gone`)),
        ...missing(is[name]?.enum, was.enum).map((value) => compatible(`the ${name} ${value} is new`)),
        ...missing(was["x-open"], is[name]?.["x-open"]).map((value) => compatible(`the function is no longer open in ${value}`)),
        ...missing(is[name]?.["x-open"], was["x-open"]).map((value) => compatible(`the function is open in ${value}`)),
      ]);
    }),
  ];
}

/** What answers may newly say: a word that a caller's switch does not have, a property that nobody reads yet. */
function answers(before: Json, after: Json): readonly Finding[] {
  const [old, now] = [schemasOf(before), schemasOf(after)];
  return Object.entries(now).flatMap(([name, schema]) => {
    const was = old[name];
    return was === undefined ? [] : compare(name, was, schema, isOfRequest(name, after));
  });
}

function compare(at: string, was: Json, is: Json, ofRequest: boolean): readonly Finding[] {
  const words = ofRequest ? [] : missing(is.enum as readonly string[] | undefined, was.enum as readonly string[] | undefined);
  const [old, now] = [(was.properties as Record<string, Json>) ?? {}, (is.properties as Record<string, Json>) ?? {}];
  return [
    ...words.map((word) => breaking(`${at} may be ${word}`)),
    ...Object.keys(now)
      .filter((key) => !(key in old))
      .map((key) => compatible(`${at} has ${key}`)),
    ...Object.entries(now).flatMap(([key, schema]) => (old[key] === undefined ? [] : compare(`${at}.${key}`, old[key], schema, ofRequest))),
  ];
}

function schemasOf({ components }: Json): Readonly<Record<string, Json>> {
  return (components as Json).schemas as Record<string, Json>;
}

/** Is a schema only in requests? Those names end in what they are for. */
function isOfRequest(name: string, { paths, components }: Json): boolean {
  const reference = `"#/components/schemas/${name}"`;
  const { responses, schemas } = components as Record<string, Json>;
  const inAnswers = JSON.stringify(responses).includes(reference);
  const within = Object.entries(schemas ?? {}).filter(([other, schema]) => other !== name && JSON.stringify(schema).includes(reference));
  return (
    !inAnswers &&
    !JSON.stringify(paths).includes(`"responses":{"200":${reference}`) &&
    within.every(([other]) => isOfRequest(other, { paths, components }))
  );
}

/** Members of the first list that the second has not. */
function missing(from: readonly string[] = [], other: readonly string[] = []): readonly string[] {
  return from.filter((it) => !other.includes(it));
}

function withoutProse(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "description")
      .map(([key, item]) => [key, withoutProse(item)]),
  );
}
