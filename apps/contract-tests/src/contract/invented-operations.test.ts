import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { canary, type Fault, type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generateInto } from "../../../../packages/types/generate/generate-into.ts";
import { readContract } from "../../../../packages/types/generate/read/contract.ts";
import { aomWith, inventedPaths } from "../../../../packages/types/test/invented.ts";
import { projectId, token } from "../fixtures/stopped-node.ts";

/** What a user writes to call the operations of a contract that the clients have never seen. Nothing here is HTTP. */
const program = `
import { createClient } from "@aom-workflow/client";
import { createConnection, methodsOf } from "@aom-workflow/http";
import { createThingOperation, deleteThingOperation, listThingsOperation, operations } from "./invented.gen.ts";

export const listInput = { colour: ["red", "blue"], withHidden: true, pageSize: 10, xTraceLabel: "abc" } as const;
export const createInput = { name: "lamp", weight: 1.5, displayOptions: { depth: 2, labels: ["a"] } };
export const deleteInput = { thingId: "a/b" };

export function methodsAt(endpoint: string, projectId: string, auth: string) {
  return methodsOf(operations, createConnection({ endpoint, service: "Things", projectId, auth }));
}

export async function throwing(methods: ReturnType<typeof methodsAt>) {
  const things: { id: string; size?: number }[] = (await methods.listThings(listInput)).data;
  const { id, size }: { id: string; size?: number } = (await methods.createThing(createInput)).data;
  const { data, status } = await methods.deleteThing(deleteInput);
  return { things, created: { id, size }, deleted: { data, status } };
}

export async function safe(methods: ReturnType<typeof methodsAt>) {
  return [await methods.safe.listThings(listInput), await methods.safe.createThing(createInput), await methods.safe.deleteThing(deleteInput)];
}

export async function byClient(endpoint: string, projectId: string, auth: string) {
  const client = createClient({ endpoint, projectId, auth });
  return [
    await client.call(listThingsOperation, listInput),
    await client.call(createThingOperation, createInput),
    await client.call(deleteThingOperation, deleteInput),
  ];
}

export function mistakes(methods: ReturnType<typeof methodsAt>) {
  // @ts-expect-error A parameter is required.
  methods.safe.listThings({ colour: ["red"] });
  // @ts-expect-error It has no such value.
  methods.safe.listThings({ colour: ["pink"], pageSize: 1 });
  // @ts-expect-error The body has a type.
  methods.safe.createThing({ name: 7 });
}
`;

interface Program {
  listInput: object;
  createInput: object;
  deleteInput: object;
  // biome-ignore lint/suspicious/noExplicitAny: the types of what is generated are checked by the compiler, in the program itself
  methodsAt(endpoint: string, projectId: string, auth: string): any;
  throwing(methods: unknown): Promise<unknown>;
  safe(methods: unknown): Promise<unknown[]>;
  byClient(endpoint: string, projectId: string, auth: string): Promise<unknown[]>;
}

let folder: string;
let mock: Mock;
let faults: readonly Fault[] = [];
let at = 0;
let user: Program;
beforeAll(async () => {
  mkdirSync(".vitest", { recursive: true });
  folder = mkdtempSync(join(process.cwd(), ".vitest", "invented-"));
  const contract = join(folder, "invented.yaml");
  writeFileSync(contract, aomWith(inventedPaths));
  const read = await readContract(pathToFileURL(contract));
  await generateInto(folder, read ? [read] : []);
  writeFileSync(join(folder, "program.ts"), program);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: "../../../../tsconfig.base.json", include: ["*.ts"] }));
  mock = await startMock({ contract, faults: ({ request }) => (request ? faults[at++] : undefined) });
  user = (await import(pathToFileURL(join(folder, "program.ts")).href)) as Program;
});
beforeEach(() => {
  [faults, at] = [[], 0];
});
afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true });
});

const methods = () => user.methodsAt(mock.url, projectId, token);
const sent = () =>
  mock.requests.map(({ method, target, headers, body }) => ({ method, target, headers, body: Buffer.from(body).toString() }));

const listed = [{ id: "one", size: 1 }];
const created = { id: "two", size: 2 };

describe("operations that the contract gains need no line of HTTP", () => {
  it("compile for a strict user, and the mock checks them", async () => {
    const tsc = createRequire(import.meta.url)
      .resolve("typescript/package.json")
      .replace(/package\.json$/, "bin/tsc");
    const said = await promisify(execFile)(process.execPath, [tsc, "-p", folder]).catch(({ stdout }) => ({ stdout }));
    expect(said.stdout).toBe("");
    expect(await canary(mock)).toBeGreaterThan(20);
  });

  it("work by methods that throw", async () => {
    const before = mock.requests.length;
    expect(await user.throwing(methods())).toEqual({ things: listed, created, deleted: { data: undefined, status: 204 } });
    const [list, create, remove] = sent().slice(before);
    expect(list).toMatchObject({
      method: "GET",
      target: `/v1/${projectId}/things?colour=red&colour=blue&with_hidden=true&page_size=10`,
      headers: { "x-trace-label": "abc", "x-auth-token": token },
      body: "",
    });
    expect(create).toMatchObject({
      method: "POST",
      target: `/v1/${projectId}/things`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "lamp", weight: 1.5, display_options: { depth: 2, labels: ["a"] } }),
    });
    expect(remove).toMatchObject({ method: "DELETE", target: `/v1/${projectId}/things/a%2Fb`, body: "" });
  });

  it("work by methods that do not throw, and by a client's call", async () => {
    const ends = [
      { ok: true, outcome: "applied", status: 200, data: listed },
      { ok: true, outcome: "applied", status: 201, data: created },
      { ok: true, outcome: "applied", status: 204 },
    ];
    expect(await user.safe(methods())).toMatchObject(ends);
    expect(await user.byClient(mock.url, projectId, token)).toMatchObject(ends);
  });
});

describe("what the contract says of an invented operation is what happens", () => {
  const call = (name: string, input: object) => methods().safe[name](input);
  const oops: Fault = { kind: "json", status: 500, value: { error_code: "AOM.31001405", error_msg: "scripted" } };

  it.each([
    { name: "listThings", fault: { kind: "reset-after-reading" } as Fault, end: { ok: true, attempts: 2 } },
    { name: "listThings", fault: oops, end: { ok: true, attempts: 2 } },
    {
      name: "createThing",
      fault: { kind: "reset-after-reading" } as Fault,
      end: { outcome: "unknown", error: { code: "connection", attempts: 1 } },
    },
    { name: "createThing", fault: oops, end: { outcome: "unknown", error: { code: "api-error", attempts: 1, errorCode: "AOM.31001405" } } },
    { name: "deleteThing", fault: oops, end: { ok: true, attempts: 2 } },
    {
      name: "deleteThing",
      fault: { kind: "reset-after-reading" } as Fault,
      end: { outcome: "unknown", error: { code: "connection", attempts: 1 } },
    },
  ])("$name after $fault.kind: tried again only where its effect and its policy allow", async ({ name, fault, end }) => {
    faults = [fault];
    const before = mock.requests.length;
    const inputs: Record<string, object> = { listThings: user.listInput, createThing: user.createInput, deleteThing: user.deleteInput };
    const result = await call(name, inputs[name] as object);
    expect(result).toMatchObject(end);
    expect(mock.requests).toHaveLength(before + (result.ok ? 2 : 1));
  });

  it.each([
    ["listThings", { pageSize: 0 }, "pageSize must be 1 to 100; it is 0"],
    ["listThings", { pageSize: 1.5 }, "pageSize must be an integer, not 1.5"],
    ["listThings", { pageSize: 1, colour: [] }, "colour must have 1 to 3 items; it has 0"],
    ["listThings", { pageSize: 1, colour: ["red", "pink"] }, "colour[1] must be one of red, green, blue"],
    ["listThings", { pageSize: 1, xTraceLabel: "ABC" }, "xTraceLabel must match ^[a-z]+$"],
    ["createThing", {}, "name is missing"],
    ["createThing", { name: "too long a name" }, "name must have 1 to 8 characters; it has 15"],
    ["createThing", { name: "lamp", weight: 0.1 }, "weight must be at least 0.5; it is 0.1"],
    ["createThing", { name: "lamp", displayOptions: { labels: [] } }, "displayOptions.depth is missing"],
    ["createThing", { name: "lamp", displayOptions: { depth: 1, labels: ["a", 2] } }, "displayOptions.labels[1] must be a string, not 2"],
    ["deleteThing", { thingId: ".." }, 'thingId must not be "..", which would change the path'],
  ])("%s with %j: one sentence that names the place, and nothing is sent", async (name, input, problem) => {
    const before = mock.connections.length;
    const result = await call(name, input);
    expect(result).toMatchObject({ ok: false, outcome: "not-sent", error: { code: "invalid-input", attempts: 0 } });
    expect(result.error.message).toContain(problem);
    expect(mock.connections).toHaveLength(before);
  });
});
