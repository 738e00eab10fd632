import { isDeepStrictEqual } from "node:util";
import { camelCase } from "../../../packages/types/generate/read/words.ts";
import { isObject, isOfRequest, type Json, methodsOf, operationsOf, schemasOf } from "./contract.ts";
import { breaking, compatible, type Finding } from "./finding.ts";

/** What the wire diff does not see: who may call, where, how a call behaves, what inputs are named, words that answers may newly be, and examples. */
export function ruleFindings(before: Json, after: Json): readonly Finding[] {
  return [
    ...operations(before, after),
    ...inputNames(before, after),
    ...inputsOfBodies(before, after),
    ...security(before, after),
    ...servers(before, after),
    ...answers(before, after),
    ...examples(before, after),
  ];
}

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

/** Inputs that callers have to write otherwise, whether the wire changed or not. @param key what the parameter or property is called there */
function inputNames(was: unknown, is: unknown, key = ""): readonly Finding[] {
  if (!isObject(was) || !isObject(is) || (Array.isArray(was) && Array.isArray(is) && was.length !== is.length)) return [];
  const isParameter = "schema" in was && "schema" in is && "in" in is;
  const isInput = was.operationId === undefined && (isParameter || (was.name === is.name && ("x-name" in was || "x-name" in is)));
  return [
    ...(isInput ? renamed([String(was.name ?? key), was], [String(is.name ?? key), is]) : []),
    ...Object.keys(was).flatMap((name) => inputNames(was[name], is[name], name)),
  ];
}

/** The same for a property of a body: where one is gone and one of the same shape is new, it was renamed. */
function inputsOfBodies(before: Json, after: Json): readonly Finding[] {
  return Object.entries(schemasOf(after)).flatMap(([name, schema]) => {
    const [old = {}, now = {}] = [schemasOf(before)[name]?.properties, schema.properties] as (Json | undefined)[];
    const [gone, added] = [missing(Object.keys(old), Object.keys(now)), missing(Object.keys(now), Object.keys(old))];
    const [was, is] = [gone[0] ?? "", added[0] ?? ""];
    if (gone.length !== 1 || added.length !== 1 || !isOfRequest(name, after)) return [];
    return isDeepStrictEqual(old[was], now[is]) ? renamed([was, old[was] as Json], [is, now[is] as Json]) : [];
  });
}

/** An input that has another name now, and how to keep it where only the wire's name had to change. */
function renamed(...[[wasName, was], [isName, is]]: readonly [[string, Json], [string, Json]]): readonly Finding[] {
  const [old, now] = [String(was["x-name"] ?? camelCase(wasName)), String(is["x-name"] ?? camelCase(isName))];
  if (old === now) return [];
  return [
    breaking(`the input ${old} is now ${now}`, wasName === isName ? undefined : `x-name: ${old} at ${isName} spares callers the new name.`),
  ];
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

/** A word that an answer may newly be, and a caller's switch does not have. The wire diff sees it only within an object or a list. */
function answers(before: Json, after: Json): readonly Finding[] {
  const old = schemasOf(before);
  return Object.entries(schemasOf(after)).flatMap(([name, { enum: words }]) => {
    const was = old[name];
    if (was === undefined || isOfRequest(name, after)) return [];
    return missing(words as readonly string[] | undefined, was.enum as readonly string[] | undefined).map((word) =>
      breaking(`${name} may be ${word}`),
    );
  });
}

/** What the mock answers now where an example changed, with the operations that it does so for. */
function examples(before: Json, after: Json): readonly Finding[] {
  const old = new Map(operationsOf(before).map((operation) => [operation["x-name"], examplesOf(operation, before)]));
  const operations = new Map<string, unknown[]>();
  for (const operation of operationsOf(after)) {
    const [name, was, is] = [operation["x-name"], old.get(operation["x-name"]), examplesOf(operation, after)];
    if (was === undefined) continue;
    for (const at of new Set([...was.keys(), ...is.keys()])) {
      const changes = differences(was.get(at), is.get(at)).map((it) => `the mock answers ${at} with ${it}`);
      const says = !is.has(at) ? [`the mock no longer answers ${at}`] : was.has(at) ? changes : [`the mock can answer ${at}`];
      for (const it of says) operations.set(it, [...(operations.get(it) ?? []), name]);
    }
  }
  return [...operations].map(([says, names]) => compatible(`${names.join(", ")}: ${says}`));
}

/** The values of the examples of an operation's answers, by status and name. */
function examplesOf({ responses }: Json, { components }: Json): ReadonlyMap<string, unknown> {
  const shared = (components as Json).responses as Readonly<Record<string, Json>>;
  return new Map(
    Object.entries(responses as Readonly<Record<string, Json>>).flatMap(([status, answer]) => {
      const { content = {} } = (shared[String(answer.$ref).split("/").at(-1) ?? ""] ?? answer) as {
        content?: Readonly<Record<string, Json>>;
      };
      return Object.values(content).flatMap(({ examples = {} }) =>
        Object.entries(examples as Readonly<Record<string, Json>>).map(([name, { value }]) => [`${status} "${name}"`, value] as const),
      );
    }),
  );
}

/** Where two values differ, and what the second one has there. */
function differences(was: unknown, is: unknown, at = ""): readonly string[] {
  if (isDeepStrictEqual(was, is)) return [];
  if (!isObject(was) || !isObject(is)) return [`${at === "" ? "" : `${at} `}${is === undefined ? "left out" : JSON.stringify(is)}`];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) =>
    differences(was[key], is[key], at === "" ? key : `${at}.${key}`),
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
