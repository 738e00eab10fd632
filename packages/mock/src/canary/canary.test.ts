// biome-ignore-all lint/suspicious/noExplicitAny: the contract is read as its author wrote it
import { expect, test } from "vitest";
import { startMock } from "../start-mock.ts";
import { canary } from "./canary.ts";

async function trial(contract?: object): Promise<number> {
  const mock = await startMock(contract ? { contract } : {});
  try {
    const refused = await canary(mock);
    expect(mock.requests).toEqual([]);
    return refused;
  } finally {
    await mock.close();
  }
}

const login = (body: object, security: object[] = []) => ({
  openapi: "3.1.0",
  info: { title: "Login", version: "1" },
  paths: {
    "/v3/auth/tokens": {
      post: {
        security,
        requestBody: { required: true, content: { "application/json": { schema: body } } },
        responses: {
          201: { description: "A token", headers: { "X-Subject-Token": { schema: { type: "string" }, example: "t".repeat(40_000) } } },
        },
      },
    },
  },
});
const user = { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 8 }, kind: { type: "string" } } };
const body = { type: "object", required: ["user"], properties: { user } };

test("the default contract is checked in every point", async () => {
  expect(await trial()).toBeGreaterThan(0);
});

test("a contract with JSON bodies is checked in every point", async () => {
  expect(await trial(login(body))).toBeGreaterThanOrEqual(5);
});

test("a pattern that does not compile is found", async () => {
  const mock = await startMock();
  const contract = structuredClone(mock.contract) as any;
  await mock.close();
  contract.components.parameters.NodeId.schema.pattern = "(";
  await expect(trial(contract)).rejects.toThrow(/query parameter action missing – answered with 200/);
});

test("a null among the allowed values of a nullable property, which switches all checks of the body off, is found", async () => {
  const kind = { type: "string", nullable: true, enum: ["a", null] };
  const contract = { ...login({ ...body, properties: { user: { ...user, properties: { ...user.properties, kind } } } }), openapi: "3.0.3" };
  await expect(trial(contract)).rejects.toThrow(/without user – answered with 201/);
});

test("a contract may have keywords that only look like limits: formats, patterns, conditions, and a schema that contains itself", async () => {
  const tree = {
    type: "object",
    required: ["id", "code"],
    properties: {
      id: { type: "string", format: "uuid", maxLength: 36, example: "4b6f7a52-52f2-4f0e-9d6c-0a1b2c3d4e5f" },
      code: { type: "string", pattern: "^[a-c]+$", minLength: 1, maxLength: 3, example: "abc" },
      weight: { type: "integer", multipleOf: 5, minimum: 1, maximum: 99, example: 10 },
      above: { $ref: "#/components/schemas/Tree" },
      below: { type: "array", maxItems: 2, items: { $ref: "#/components/schemas/Tree" } },
    },
    if: { required: ["above"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ["weight"] },
  };
  const level = { name: "level", in: "query", schema: { type: "string", pattern: "^[a-c]+$", minLength: 2, maxLength: 3 }, example: "ab" };
  const { paths, ...contract } = login({ $ref: "#/components/schemas/Tree" });
  const [[path, { post }]] = Object.entries(paths) as [[string, { post: object }]];
  const whole = { ...contract, paths: { [path]: { post: { ...post, parameters: [level] } } }, components: { schemas: { Tree: tree } } };
  expect(await trial(whole)).toBeGreaterThan(20);
});

test("a contract that forbids nothing is found", async () => {
  const contract = {
    openapi: "3.1.0",
    info: { title: "x", version: "1" },
    paths: { "/": { get: { responses: { 200: { description: "ok" } } } } },
  };
  await expect(trial(contract)).rejects.toThrow("The contract forbids nothing that could be tried.");
});
