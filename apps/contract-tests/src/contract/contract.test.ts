import { readFileSync } from "node:fs";
import { createClient } from "@aom-workflow/client";
import { call, createConnection } from "@aom-workflow/http";
import { type Operation as Callable, restartOperation } from "@aom-workflow/types";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CanaryRequest, canaryRequests, toWire, type WireRequest } from "../../../../packages/mock/src/canary/canary-requests.ts";
import type { Operation, Schema } from "../../../../packages/mock/src/canary/contract-operations.ts";
import { generated } from "../../../../packages/types/generate/generated.ts";
import { contracts } from "../../../../spec/contracts.ts";
import { ask, type RawAnswer } from "../fixtures/ask.ts";
import { type Contract, readContract } from "../fixtures/contract-file.ts";
import { declaredAnswers } from "../fixtures/declared-answers.ts";
import { startPrismCommand } from "../fixtures/prism-command.ts";
import { cliArguments, runCli } from "../fixtures/run-cli.ts";
import { isMissingToPrism, secondValidator } from "../fixtures/second-validator.ts";
import { actions, node, projectId, token } from "../fixtures/stopped-node.ts";

/** What plays a contract. */
interface Served {
  readonly url: string;
  close(): Promise<void>;
}

// What is sent here is held to the second validator here, so nothing has to send it again.
const { startMock } = await vi.importActual<typeof import("@aom-workflow/mock")>("@aom-workflow/mock");
const servers: Readonly<Record<string, (contract: Contract) => Promise<Served>>> = {
  "our mock": ({ file }) => startMock({ contract: file }),
  "Prism's own command": ({ file }) => startPrismCommand(file),
};

const running = new Map<string, Served>();
const urlOf = (server: string, contract: string) => running.get(`${server} ${contract}`)?.url as string;
beforeAll(async () => {
  const places = Object.entries(servers).flatMap(([server, start]) =>
    contracts.map(({ name }) => ({ key: `${server} ${name}`, start, name })),
  );
  await Promise.all(places.map(async ({ key, start, name }) => running.set(key, await start(readContract(name)))));
});
afterAll(() => Promise.all([...running.values()].map((served) => served.close())));

/** Every operation of every contract, with the requests of the canary and the answers that are declared for it. */
const cases = contracts.flatMap(({ name, path }) => {
  const contract = readContract(name);
  return contract.operations.map((operation) => {
    const requests = canaryRequests(operation).map((request) => ({ ...request, wire: toWire(request) }));
    const [good] = requests as [(typeof requests)[number]];
    const answers = declaredAnswers(operation.id ?? "", name).map((answer) => {
      const prefer = `code=${answer.code}, example=${answer.example}`;
      return {
        ...answer,
        what: `${answer.code} ${answer.example}`,
        prefer,
        wire: { ...good.wire, headers: { ...good.wire.headers, Prefer: prefer } },
      };
    });
    return { title: `${path} ${operation.id}`, name, contract, operation, callable: callableOf(name, operation), good, requests, answers };
  });
});

const asked = new Map<string, Promise<RawAnswer>>();

/** What a server answers to a request, which is sent to it once. */
function answerOf(server: string, name: string, wire: WireRequest): Promise<RawAnswer> {
  const key = `${server} ${name} ${JSON.stringify(wire)}`;
  const answer = asked.get(key) ?? ask(urlOf(server, name), wire);
  asked.set(key, answer);
  return answer;
}

function callableOf(name: string, { id }: Operation): Callable {
  const { operations = {} } = generated.find(({ contract }) => contract.name === name) ?? {};
  const found = Object.values(operations).find((it) => it.id === id && it.fixed === undefined);
  if (found === undefined) throw new Error(`Nothing is generated for ${id} of ${name}.`);
  return found;
}

describe.each(Object.keys(servers))("%s plays the contract", (server) => {
  it.each(cases)("$title: lets pass what the contract allows and refuses what it forbids, as a second validator does", async (one) => {
    const validator = secondValidator(one.contract);
    const problems = [];
    for (const request of one.requests) {
      const { status } = await answerOf(server, one.name, request.wire);
      const expected = request.hasCredentials && validator.allows(request);
      if (status < 400 !== expected && !isMissingToPrism(request)) problems.push(`${request.what}: ${status}, ${verb(expected)}`);
      if (request.allowed !== undefined && request.allowed !== expected) problems.push(`${request.what}: ${verb(request.allowed)}`);
      if (status >= 500) problems.push(`${request.what}: ${status}`);
    }
    expect(problems).toEqual([]);
  });

  it.each(cases.flatMap(({ answers, ...one }) => answers.map((answer) => ({ ...one, ...answer }))))(
    "$title: $code $example reaches the caller",
    async ({ name, contract, operation, callable, good, code, prefer, value }) => {
      const auth = () => Promise.resolve({ "X-Auth-Token": token, Prefer: prefer });
      const connection = createConnection({ endpoint: urlOf(server, name), service: "the service", auth, retry: false });
      const result = await call(connection, callable, inputOf(callable, good));
      const body = code < 300 ? { data: value } : { error: errorOf(code, value) };
      expect(result).toMatchObject({ ok: code < 300, status: code, outcome: outcomeOf(code, value), ...body });
      expect(secondValidator(contract).declares(operation, code, value)).toBe(true);
      expect(secondValidator(contract).declares(operation, code, 0.5)).toBe(false);
    },
  );

  const client = () => createClient({ endpoint: urlOf(server, "aom"), projectId, auth: token, retry: false });

  it.each(actions)("%s is accepted from the client", async (action) => {
    expect(await client()[action](node)).toMatchObject({ outcome: "applied", status: 200, data: { result: "success" }, attempts: 1 });
  });

  it("restart is accepted from the command line", async () => {
    expect(await runCli(cliArguments("restart", urlOf(server, "aom")))).toMatchObject({ exitCode: 0 });
  });

  const longest = Math.min(...restartOperation.parameters.flatMap(({ input, schema }) => (input in node ? (schema.maxLength ?? []) : [])));

  it("ids that need encoding arrive as one segment and are accepted", async () => {
    for (const id of ["a/b", "%2e%2e", "中文", "😀", "a b?c#d", "!'()*~", "ex-1/terminate#", "x".repeat(longest), "😀".repeat(longest)]) {
      expect((await client().safe.restart({ workflowId: id, executionId: id, nodeId: id })).ok, id).toBe(true);
    }
  });

  it.each<[string, Record<string, string>, number]>([
    ["a token is accepted", { "X-Auth-Token": token }, 200],
    ["so is a signature, the second scheme", { Authorization: "SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-sdk-date, Signature=00" }, 200],
    ["an empty token is refused", { "X-Auth-Token": "" }, 401],
  ])("of the credentials that the contract names, %s", async (_, headers, status) => {
    const target = `/v1/${projectId}/cms/workflow/w/executions/e/operation?action=restart&node_id=n`;
    const answer = await ask(urlOf(server, "aom"), {
      method: "POST",
      target,
      headers: { "Content-Type": "application/json", ...headers },
    });
    expect(answer.status).toBe(status);
  });
});

it("a token of 40 KB is accepted by our mock", async () => {
  const client = createClient({ endpoint: urlOf("our mock", "aom"), projectId, auth: "t".repeat(40_960) });
  expect(await client.restart(node)).toMatchObject({ outcome: "applied" });
});

describe("our client sends what the contract allows and nothing else", () => {
  it.each(cases)("$title", async ({ contract, callable, requests }) => {
    const validator = secondValidator(contract);
    const problems = [];
    for (const request of requests.filter(({ hasCredentials }) => hasCredentials)) {
      const [sent, allowed] = [await sends(callable, request), validator.allows(request)];
      if (!sent && allowed) problems.push(`${request.what}: refused, ${verb(allowed)}`);
      if (sent && !allowed && !unknownToClient.has(request.keyword)) problems.push(`${request.what}: sent, ${verb(allowed)}`);
    }
    expect(problems).toEqual([]);
  });
});

/** What the generated operation does not carry; the service refuses it. */
const unknownToClient = new Set(["if", "minProperties", "uniqueItems"]);

it.each(cases)("$title: each constraint of its requests refuses a request", ({ contract, operation, requests }) => {
  const refused = requests.filter((request) => !secondValidator(contract).allows(request));
  const tried = new Set(refused.map(({ keyword }) => keyword));
  const schemas = [...operation.parameters.map(({ schema }) => asText(schema)), operation.body?.schema];
  expect([...keywordsOf(schemas)].filter((keyword) => !tried.has(keyword))).toEqual([]);
});

/** What no contract is about. */
const { good } = cases.find(({ name, operation }) => name === "aom" && operation.body) as (typeof cases)[number];
const odd: Readonly<Record<string, WireRequest>> = {
  "a method that the contract lacks": { ...good.wire, method: "PUT", body: undefined },
  "headers of 40 KB": { ...good.wire, headers: { ...good.wire.headers, "X-Auth-Token": "t".repeat(40_960) } },
  "a body that is not JSON": { ...good.wire, headers: { ...good.wire.headers, "Content-Type": "application/json" }, body: "{nope" },
  "a preflight (CORS)": {
    method: "OPTIONS",
    target: good.wire.target,
    headers: { Origin: "http://127.0.0.1", "Access-Control-Request-Method": "POST" },
    body: undefined,
  },
};

it("Prism's own command and our mock answer alike, but for what the README of the mock lists", async () => {
  const [mock, prism] = Object.keys(servers) as [string, string];
  // Whoever does not answer is waited for meanwhile.
  const oddAnswers = Object.entries(odd).map(([what, wire]) => {
    const both = [mock, prism].map((server) => ask(urlOf(server, "aom"), wire, 1500).catch(() => undefined));
    return { what, both: Promise.all(both) };
  });
  const found = new Set<string>();
  for (const { operation, name, requests, answers } of cases) {
    for (const { wire } of [...requests, ...answers]) {
      const both = await Promise.all([answerOf(mock, name, wire), answerOf(prism, name, wire)]);
      for (const header of headersThatDiffer(...both)) found.add(`any request: ${header}`);
      for (const difference of differences(...both)) found.add(`${operation.id}: ${difference}`);
    }
  }
  for (const { what, both } of oddAnswers) {
    const [ours, theirs] = (await both) as [RawAnswer | undefined, RawAnswer | undefined];
    const headers = ours?.status === theirs?.status ? headersThatDiffer(ours, theirs) : [];
    for (const header of headers.filter((name) => !found.has(`any request: ${name}`))) found.add(`${what}: ${header}`);
    for (const difference of differences(ours, theirs)) found.add(`${what}: ${difference}`);
  }
  expect([...found].sort()).toEqual(listedDifferences().sort());
});

function differences(ours: RawAnswer | undefined, theirs: RawAnswer | undefined): readonly string[] {
  if (ours?.status !== theirs?.status) return [`${theirs?.status ?? "no response"} instead of ${ours?.status ?? "no answer"}`];
  return ours?.body === theirs?.body ? [] : ["another body"];
}

function headersThatDiffer(ours: RawAnswer | undefined, theirs: RawAnswer | undefined): readonly string[] {
  const names = new Set([ours, theirs].flatMap((answer) => Object.keys(answer?.headers ?? {})));
  const different = [...names].filter((name) => !/^(date|content-length)$/.test(name) && ours?.headers[name] !== theirs?.headers[name]);
  return different.map((name) => name.replace(/^access-control-.*/, "access-control-*"));
}

/** The rows of the table in the README of the mock. */
function listedDifferences(): string[] {
  const readme = readFileSync(new URL("../../../../packages/mock/README.md", import.meta.url), "utf8");
  const [, section = ""] = readme.split("## Prism's own command\n");
  const rows = [...(section.split("\n## ")[0] ?? "").matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\| [^|]+ \|$/gm)].slice(2);
  return rows.map(([, request, difference]) => `${request}: ${difference?.replaceAll("`", "")}`);
}

function verb(allowed: boolean): string {
  return allowed ? "allowed by the contract" : "forbidden by the contract";
}

function errorOf(status: number, value: ReturnType<typeof declaredAnswers>[number]["value"]): object {
  const code = value.error_code ?? value.error?.code;
  const message = value.error_msg ?? value.error_message ?? value.error?.message;
  return { status, errorCode: code === undefined ? undefined : String(code), errorMessage: message, body: value };
}

/** An answer below 500, and the gateway's word that it could not check the credentials, prove that nothing was done. */
function outcomeOf(code: number, { error_code }: { readonly error_code?: string }): string {
  if (code < 300) return "applied";
  return code < 500 || error_code === "APIGW.0613" ? "rejected" : "unknown";
}

/** Does our client send it? */
async function sends(callable: Callable, request: CanaryRequest): Promise<boolean> {
  let isSent = false;
  const transport = async () => {
    isSent = true;
    throw new Error("It was sent.");
  };
  const connection = createConnection({ endpoint: "http://127.0.0.1:9", service: "the service", auth: token, retry: false, transport });
  const result = await call(connection, callable, inputOf(callable, request));
  if (!isSent) expect(result).toMatchObject({ ok: false, error: { code: "invalid-input" } });
  return isSent;
}

function inputOf({ parameters }: Callable, { values, body }: CanaryRequest): object {
  const byName = new Map([...values].map(([{ name }, value]) => [name, value]));
  const given = parameters.flatMap(({ name, input, in: where }) => {
    const value = where !== "body" ? byName.get(name) : name === "" ? body : (body as Record<string, unknown> | undefined)?.[name];
    return value === undefined ? [] : [[input, value]];
  });
  return Object.fromEntries(given);
}

/** In an address everything is a text. */
function asText(schema: Schema = {}): Schema {
  const { type, ...others } = schema;
  return type === "string" ? others : schema;
}

/** Keywords that constrain nothing, or are tried through others. */
const silent = new Set([
  ...["title", "description", "example", "examples", "default", "deprecated", "readOnly", "properties", "items", "then", "else"],
]);

function keywordsOf(schemas: readonly (Schema | undefined)[], seen = new Set<object>()): Set<string> {
  const found = new Set<string>();
  for (const schema of schemas) {
    if (schema === undefined || seen.has(schema)) continue;
    seen.add(schema);
    for (const keyword of Object.keys(schema)) {
      if (
        !silent.has(keyword) &&
        !keyword.startsWith("x-") &&
        !(keyword === "additionalProperties" && schema.additionalProperties !== false)
      )
        found.add(keyword);
    }
    const inner = [...Object.values(schema.properties ?? {}), schema.items, ...(schema.allOf ?? [])];
    for (const keyword of keywordsOf(inner, seen)) found.add(keyword);
  }
  return found;
}
