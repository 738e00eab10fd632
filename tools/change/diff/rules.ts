import { isDeepStrictEqual } from "node:util";
import { inputName, isObject, isOfRequest, type Json, methodsOf, operationsOf, requestOf, schemasOf } from "./contract.ts";
import { breaking, compatible, type Finding, namingOperations } from "./finding.ts";

/** What the wire diff does not see: security, servers, how a call behaves, names of inputs, new words in responses, and examples. */
export function ruleFindings(before: Json, after: Json): readonly Finding[] {
  return [
    ...operations(before, after),
    ...inputs(before, after),
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
    ...namingOperations(
      [...old].flatMap(([name, was]) => {
        const is = now.get(name);
        return is === undefined ? [] : behaviour(was, is).map((finding) => [name, finding] as const);
      }),
    ),
  ];
}

/** What to compare, and whether a change breaks callers. */
const watched: readonly (readonly [key: string, what: string, isBreaking: boolean])[] = [
  ["operationId", "the id of the operation", true],
  ["x-effect", "what sending it twice does", true],
  ["x-success", "what counts as success", true],
  ["fixed", "the inputs that are fixed", true],
  ["security", "who may call it", true],
  ["x-retry", "when it is sent again", false],
  ["x-permission", "the permission that it requires", false],
  ["x-lifecycle", "its life cycle", false],
];

function behaviour(was: Json, is: Json): readonly Finding[] {
  const changes = watched
    .filter(([key]) => !isDeepStrictEqual(was[key], is[key]))
    .map(([, what, isBreaking]): Finding => ({ by: "rules", isBreaking, says: `${what} changed` }));
  const [old, now] = [statusesOf(was), statusesOf(is)];
  return [
    ...changes,
    ...old.filter((status) => !now.includes(status)).map((status) => breaking(`the status ${status} is gone`)),
    ...now.filter((status) => !old.includes(status)).map((status) => compatible(`the status ${status} is new`)),
  ];
}

function statusesOf(operation: Json): readonly string[] {
  return Object.keys((operation.responses as Json | undefined) ?? {});
}

/** Inputs that callers must rename, whether or not the wire changed. */
function inputs(before: Json, after: Json): readonly Finding[] {
  const old = new Map(operationsOf(before).map((operation) => [operation["x-name"], requestOf(operation, before)]));
  return namingOperations(
    operationsOf(after).flatMap((operation) =>
      renamed(old.get(operation["x-name"]), requestOf(operation, after)).map((finding) => [String(operation["x-name"]), finding] as const),
    ),
  );
}

/** @param key the value's name if it is a property */
function renamed(was: unknown, is: unknown, key = ""): readonly Finding[] {
  if (!isObject(was) || !isObject(is) || (Array.isArray(was) && Array.isArray(is) && was.length !== is.length)) return [];
  const isParameter = "schema" in was && "schema" in is && "in" in is;
  const isProperty = was.name === is.name && ("x-name" in was || "x-name" in is);
  return [
    ...(isParameter || isProperty ? renaming([String(was.name ?? key), was], [String(is.name ?? key), is]) : []),
    ...(isObject(was.properties) && isObject(is.properties) ? renamedProperty(was.properties, is.properties) : []),
    ...Object.keys(was).flatMap((name) => renamed(was[name], is[name], name)),
  ];
}

/** If one property is gone and one of the same shape is new, it was renamed. */
function renamedProperty(old: Json, now: Json): readonly Finding[] {
  const [gone, added] = [missing(Object.keys(old), Object.keys(now)), missing(Object.keys(now), Object.keys(old))];
  const [was, is] = [gone[0] ?? "", added[0] ?? ""];
  if (gone.length !== 1 || added.length !== 1 || !isDeepStrictEqual(old[was], now[is])) return [];
  return renaming([was, old[was] as Json], [is, now[is] as Json]);
}

/** An input with another name, and how to keep the old one if only the wire name had to change. */
function renaming(...[[wasName, was], [isName, is]]: readonly [[string, Json], [string, Json]]): readonly Finding[] {
  const [old, now] = [inputName(wasName, was), inputName(isName, is)];
  if (old === now) return [];
  return [
    breaking(`the input ${old} is now ${now}`, wasName === isName ? undefined : `x-name: ${old} at ${isName} keeps the input's name.`),
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
        ...missing(was["x-open"], is[name]?.["x-open"]).map((value) => compatible(`the function is no longer available in ${value}`)),
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

/** How the mock's responses change with the examples, by operation. */
function examples(before: Json, after: Json): readonly Finding[] {
  const old = new Map(operationsOf(before).map((operation) => [operation["x-name"], examplesOf(operation, before)]));
  const found: (readonly [string, Finding])[] = [];
  for (const operation of operationsOf(after)) {
    const [name, was, is] = [operation["x-name"], old.get(operation["x-name"]), examplesOf(operation, after)];
    if (was === undefined) continue;
    for (const at of new Set([...was.keys(), ...is.keys()])) {
      const changes = differences(was.get(at), is.get(at)).map((it) => `the mock answers ${at} with ${it}`);
      const says = !is.has(at) ? [`the mock no longer answers ${at}`] : was.has(at) ? changes : [`the mock can answer ${at}`];
      found.push(...says.map((it) => [String(name), compatible(it)] as const));
    }
  }
  return namingOperations(found);
}

/** The values of an operation's response examples, by status and name. */
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

/** Where two values differ, with the second one's value. */
function differences(was: unknown, is: unknown, at = ""): readonly string[] {
  if (isDeepStrictEqual(was, is)) return [];
  if (!isObject(was) || !isObject(is)) return [`${at === "" ? "" : `${at} `}${is === undefined ? "left out" : JSON.stringify(is)}`];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) =>
    differences(was[key], is[key], at === "" ? key : `${at}.${key}`),
  );
}

/** Members of the first list that the second lacks. */
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
