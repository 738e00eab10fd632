import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, expect, it } from "vitest";
import { applied } from "../../test/answers.ts";
import { startNode } from "../../test/invented-operations.ts";
import { node, projectId } from "../../test/scripted-connection.ts";
import type * as http from "../index.ts";

/** What a platform with `fetch` has besides the language. */
const platform = {
  AbortController,
  AbortSignal,
  Headers,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  clearTimeout,
  fetch: async () => Response.json({ result: "success" }),
  performance,
  process: { versions: {} },
  queueMicrotask,
  setTimeout,
};

let program: string;
beforeAll(async () => {
  const entryPoints = [new URL("../index.ts", import.meta.url).pathname];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: "iife", globalName: "loaded", write: false });
  program = `${outputFiles[0]?.text};loaded`;
});

/** Makes one call where these globals are missing or other ones. */
async function callWhere(globals: object, options: object = {}) {
  const { call, createConnection } = runInContext(program, createContext({ ...platform, ...globals })) as typeof http;
  const connection = createConnection({ endpoint: "https://aom.example", service: "AOM", projectId, auth: "token-token", ...options });
  return call(connection, startNode, node);
}

const throwing = () => {
  throw new Error("not on this platform");
};

it.each<[string, object]>([
  ["everything", {}],
  ["no process", { process: undefined }],
  ["a process.hrtime that throws, as on the edge runtime of Next.js", { process: { hrtime: throwing } }],
  ["a process that throws whatever is read of it", { process: new Proxy({}, { get: throwing }) }],
  ["no performance", { performance: undefined }],
  ["neither of them", { performance: undefined, process: undefined }],
  ["no AbortSignal.any", { AbortSignal: undefined }],
  ["no Request, Headers and TextEncoder", { Request: undefined, Headers: undefined, TextEncoder: undefined }],
])("a platform with %s sends all the same", async (_, globals) => {
  expect(await callWhere(globals, { transport: async () => applied() })).toMatchObject({ ok: true, outcome: "applied", attempts: 1 });
  expect(await callWhere(globals)).toMatchObject({ status: 200 });
});

it.each(Object.keys(platform).filter((name) => !/^URL/.test(name)))("a platform without %s gets a result, never a throw", async (name) => {
  expect((await callWhere({ [name]: undefined })).outcome).toBeOneOf(["applied", "not-sent", "unknown"]);
});

it("without timers, as in the global scope of a worker, nothing is sent, and the platform's own message says why", async () => {
  let sent = 0;
  const transport = async () => {
    sent++;
    return applied();
  };
  const result = await callWhere({ setTimeout: throwing }, { transport });
  expect(result).toMatchObject({ outcome: "not-sent", error: { code: "connection", cause: { message: "not on this platform" } } });
  expect(sent).toBe(0);
});
