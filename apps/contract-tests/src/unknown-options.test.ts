import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { accessKey, findProjectId, iamAgency, iamPassword, logIn, signedFetch, temporaryAccessKey, token } from "@aom-workflow/auth";
import {
  aomEndpointOverride,
  credentialChain,
  diskTokenCache,
  ecsMetadata,
  explicitKeys,
  profileFile,
  resolveAomEndpoint,
  resolveIamEndpoint,
} from "@aom-workflow/auth/node";
import { type Client, createClient } from "@aom-workflow/client";
import * as executions from "@aom-workflow/client/executions";
import { createFetchClient } from "@aom-workflow/client/openapi-fetch";
import { call, createConnection, methodsOf, prepare } from "@aom-workflow/http";
import { nodeTransport } from "@aom-workflow/http/node";
import { operations } from "@aom-workflow/types";
import { describe, expect, it } from "vitest";

const more = { bogus: 1 };
const bogus = more as never;
const place = { endpoint: "http://127.0.0.1:1", auth: "t", projectId: "f".repeat(32) };
const keys = { accessKeyId: "AKEXAMPLE", secretAccessKey: "example-secret-key" };
const user = { endpoint: "https://iam.example", projectId: "f".repeat(32), domainName: "a", userName: "u", password: "p" };
const node = { workflowId: "w", executionId: "e", nodeId: "n" };
const aom = createClient(place);
const connection = createConnection({ ...place, service: "AOM" });
const reader = { ...aom, warn: () => {} };
const byPath = { params: { path: { project_id: place.projectId } }, body: { sort_field: "name", sort_type: "ASC" } as never };

/** Every exported function that takes options, given one that it does not have; of a function that returns others with options, those too. */
const refusing: Readonly<Record<string, readonly (() => unknown)[]>> = {
  createConnection: [() => createConnection({ ...place, service: "AOM", ...more })],
  call: [async () => dataOf(await call(connection, operations.restart, node, bogus))],
  prepare: [() => prepare(connection, operations.restart, node, bogus)],
  methodsOf: [() => methodsOf(operations, connection).restart(node, bogus)],
  nodeTransport: [() => nodeTransport(bogus)],
  createClient: [
    () => createClient({ ...place, ...more }),
    () => createClient({ ...place, retry: bogus }),
    () => aom.restart(node, bogus),
    async () => dataOf(await aom.safe.restart(node, bogus)),
    () => aom.restart(node, { wait: bogus }),
    () => aom.getExecution(node, bogus),
    () => aom.workflows(bogus).next(),
    () => aom.stoppedExecutions(bogus).next(),
    () => aom.resolve({ ...node, action: "restart" }, bogus),
    async () => dataOf(await aom.call(operations.restart, node, bogus)),
    () => aom.dryRun(operations.restart, node, bogus),
  ],
  createFetchClient: [
    () => createFetchClient({ ...place, ...more }),
    () => createFetchClient(place).POST("/v1/{project_id}/cms/workflow-list", { ...byPath, ...more }),
    () => createFetchClient(place).request("post", "/v1/{project_id}/cms/workflow-list", { ...byPath, ...more }),
  ],
  stoppedExecutions: [() => executions.stoppedExecutions(reader, bogus).next()],
  workflows: [() => executions.workflows(reader, bogus).next()],
  resolve: [() => executions.resolve(reader, { ...node, action: "restart" }, bogus)],
  token: [() => token("t", bogus), () => token(() => "t", bogus)],
  accessKey: [() => accessKey({ ...keys, ...more }), () => accessKey(() => keys, bogus)],
  signedFetch: [() => signedFetch(token("t"), bogus)],
  findProjectId: [() => findProjectId({ endpoint: user.endpoint, region: "r", auth: "t", ...more })],
  iamAgency: [() => iamAgency({ endpoint: user.endpoint, auth: "t", agencyName: "a", ...more })],
  iamPassword: [() => iamPassword({ ...user, ...more })],
  logIn: [() => logIn({ ...user, ...more }), () => logIn(user, bogus)],
  temporaryAccessKey: [() => temporaryAccessKey({ endpoint: user.endpoint, auth: "t", ...more })],
  aomEndpointOverride: [() => aomEndpointOverride("cn-north-4", bogus)],
  resolveAomEndpoint: [() => resolveAomEndpoint("cn-north-4", bogus)],
  resolveIamEndpoint: [() => resolveIamEndpoint("cn-north-4", bogus)],
  credentialChain: [
    () => credentialChain(bogus),
    () => credentialChain({ explicit: bogus }),
    () => credentialChain({ profile: bogus }),
    () => credentialChain({ sources: [] }).resolve(bogus),
  ],
  diskTokenCache: [() => diskTokenCache(bogus)],
  ecsMetadata: [() => ecsMetadata(bogus)],
  explicitKeys: [() => explicitKeys(bogus)],
  profileFile: [() => profileFile(bogus)],
};

/** Those that take values only, such as an error, a text or the environment. */
const without = [
  ...["errorFromJSON", "isApiError", "isCallError", "isNotSentError", "proxyFor", "showRequest", "successOf", "fetchTransport"],
  ...["diagnosticsHooks", "resultOf", "explainClockSkew", "isCredentialsError", "shortenAccessKeyId", "sign"],
  ...["ambiguousKeys", "environmentKeys", "fileText", "foreignProblem", "hasEnvironmentKeys", "makeFolder"],
];

/** What a client calls with options that it has checked, and the rules, which take readings. */
const beneath = Object.keys(executions).filter((name) => !Object.hasOwn(refusing, name));

describe("an option that does not exist", () => {
  it("is tried with every exported function", async () => {
    const exported = await exportedFunctions("http", "client", "auth");
    expect(exported.filter((name) => ![...Object.keys(refusing), ...without, ...beneath].includes(name))).toEqual([]);
    expect([...Object.keys(refusing), ...without].filter((name) => !exported.includes(name))).toEqual([]);
  });

  it.each(Object.entries(refusing))("is refused by its name: %s", async (_, uses) => {
    for (const use of uses) await expect(async () => await use()).rejects.toThrow(/\bbogus`? is not an option \(use one of /);
  });
});

/** The names of all functions, classes aside, of all entry points that a manifest lists. */
async function exportedFunctions(...packages: readonly string[]): Promise<string[]> {
  const names = new Set<string>();
  for (const name of packages) {
    const manifest = createRequire(import.meta.url).resolve(`@aom-workflow/${name}/package.json`);
    const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as { exports: object };
    for (const entry of Object.keys(exports).filter((each) => !["./internal", "./package.json"].includes(each))) {
      const module: Record<string, unknown> = await import(`@aom-workflow/${name}${entry.slice(1)}`);
      for (const [key, value] of Object.entries(module)) if (typeof value === "function" && !/^class\b/.test(`${value}`)) names.add(key);
    }
  }
  return [...names];
}

function dataOf(result: Awaited<ReturnType<Client["safe"]["restart"]>>): unknown {
  if (result.ok) return result.data;
  throw result.error;
}
