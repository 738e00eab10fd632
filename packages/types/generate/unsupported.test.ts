import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ContractError } from "../../../spec/read/contract-error.ts";
import { contractOf, contractText, smallOperation, temporaryFolder } from "../test/contracts.ts";
import { generatedFiles } from "./files.ts";

type Json = Record<string, unknown>;

/** What a contract may contain that cannot be expressed, and the refusal: pointer and reason. */
interface Row {
  construct: string;
  /** Changes of the one operation. */
  operation?: Json;
  /** What is beside the operation in its path. */
  item?: Json;
  path?: string;
  method?: string;
  /** What is beside the paths. */
  others?: Json;
  at: string;
  reason: string;
}

const [things, post] = ["/things", "#/paths/~1things/post"];

const query = (changes: Json): Json => ({ parameters: [{ name: "colour", in: "query", schema: { type: "string" }, ...changes }] });
const body = (schema: Json, others: Json = { required: true }): Json => ({
  requestBody: { content: { "application/json": { schema } }, ...others },
});
const media = `${post}/requestBody/content/application~1json/schema`;
const parameter = `${post}/parameters/0`;

/** An object with a property of any name, `__proto__` included. */
const having = (name: string, value: unknown): Json => JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);
const text = { type: "string" };
const answerOf = (schema: Json, more: Json = {}): Json => ({
  responses: { 200: { description: "Painted.", content: { "application/json": { schema, ...more } } } },
});
const answered = `${post}/responses/200/content/application~1json`;

const rows: Row[] = [
  ...["constructor", "hasOwnProperty", "isPrototypeOf", "toString", "valueOf", "__proto__"].flatMap((name): Row[] => [
    {
      construct: `a property of a body called ${name}`,
      operation: body({ type: "object", properties: having(name, text) }),
      at: `${media}/properties/${name}`,
      reason: `\`${name}\` is a reserved name.`,
    },
    {
      construct: `a parameter called ${name}`,
      operation: query({ name }),
      at: parameter,
      reason: `\`${name}\` is a reserved name.`,
    },
  ]),
  ...["valueOf", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString"].flatMap((name): Row[] => [
    {
      construct: `a property of an answer called ${name}`,
      operation: answerOf({ type: "object", properties: having(name, text) }),
      at: `${answered}/schema/properties/${name}`,
      reason: `\`${name}\` is a reserved name.`,
    },
    {
      construct: `a property of an example called ${name}`,
      operation: answerOf({ type: "object" }, { examples: { one: { value: having(name, "x") } } }),
      at: `${answered}/examples/one/value/${name}`,
      reason: `\`${name}\` is a reserved name.`,
    },
  ]),
  ...["oneOf", "anyOf", "allOf"].map((keyword) => ({
    construct: `a parameter with ${keyword}`,
    operation: query({ schema: { type: "string", [keyword]: [{ type: "string" }] } }),
    at: `${parameter}/schema/${keyword}`,
    reason: `\`${keyword}\` is not supported in a request.`,
  })),
  {
    construct: "a parameter with not",
    operation: query({ schema: { type: "string", not: { enum: ["red"] } } }),
    at: `${parameter}/schema/not`,
    reason: "`not` is not supported in a request.",
  },
  {
    construct: "a bound that is excluded",
    operation: query({ schema: { type: "integer", exclusiveMinimum: 0 } }),
    at: `${parameter}/schema/exclusiveMinimum`,
    reason: "`exclusiveMinimum` is not supported in a request.",
  },
  {
    construct: "a bound that is not a number",
    operation: query({ schema: { type: "string", maxLength: "64" } }),
    at: `${parameter}/schema/maxLength`,
    reason: "`maxLength` must be a number.",
  },
  {
    construct: "a parameter of two types",
    operation: query({ schema: { type: ["string", "integer"] } }),
    at: `${parameter}/schema/type`,
    reason: "the types string, integer at once are not supported in a request.",
  },
  {
    construct: "a type that does not exist",
    operation: query({ schema: { type: "text" } }),
    at: `${parameter}/schema/type`,
    reason: "the type text is not supported in a request.",
  },
  {
    construct: "a parameter without a type",
    operation: query({ schema: {} }),
    at: `${parameter}/schema`,
    reason: "a parameter must have a type.",
  },
  {
    construct: "a parameter without a schema",
    operation: query({ schema: undefined }),
    at: `${parameter}/schema`,
    reason: "must have a schema.",
  },
  {
    construct: "a parameter with content",
    operation: query({ schema: undefined, content: { "application/json": { schema: { type: "object" } } } }),
    at: `${parameter}/content`,
    reason: "`content` is not supported in a parameter.",
  },
  ...["deepObject", "spaceDelimited", "pipeDelimited"].map((style) => ({
    construct: `a query parameter of the style ${style}`,
    operation: query({ style, schema: { type: "array", items: { type: "string" } } }),
    at: `${parameter}/style`,
    reason: `\`style: ${style}\` is not supported; a parameter in query has the style form.`,
  })),
  ...["matrix", "label"].map((style) => ({
    construct: `a path parameter of the style ${style}`,
    path: "/things/{colour}",
    operation: query({ in: "path", required: true, style }),
    at: "#/paths/~1things~1{colour}/post/parameters/0/style",
    reason: `\`style: ${style}\` is not supported; a parameter in path has the style simple.`,
  })),
  {
    construct: "a query list without explode",
    operation: query({ explode: false, schema: { type: "array", items: { type: "string" } } }),
    at: `${parameter}/explode`,
    reason: "a list without `explode` is not supported; its key is repeated.",
  },
  {
    construct: "an object in query",
    operation: query({ schema: { type: "object" } }),
    at: `${parameter}/schema`,
    reason: "an object is not supported in query.",
  },
  {
    construct: "a list in a header",
    operation: query({ in: "header", schema: { type: "array", items: { type: "string" } } }),
    at: `${parameter}/schema`,
    reason: "a list is not supported in header.",
  },
  {
    construct: "a list of lists in query",
    operation: query({ schema: { type: "array", items: { type: "array", items: { type: "string" } } } }),
    at: `${parameter}/schema`,
    reason: "a list in query must have items that are strings, integers, numbers or booleans.",
  },
  {
    construct: "a parameter that is not encoded",
    operation: query({ allowReserved: true }),
    at: `${parameter}/allowReserved`,
    reason: "`allowReserved` is not supported in a parameter.",
  },
  {
    construct: "a cookie",
    operation: query({ in: "cookie" }),
    at: `${parameter}/in`,
    reason: "parameters in cookie are not supported.",
  },
  {
    construct: "a header that authentication sets",
    operation: query({ name: "Authorization", in: "header" }),
    at: parameter,
    reason: "the header Authorization is not set by a parameter, but by authentication or the transport.",
  },
  {
    construct: "a header with a name that cannot be sent",
    operation: query({ name: "X Colour", in: "header" }),
    at: parameter,
    reason: "X Colour is not the name of a header.",
  },
  {
    construct: "a scope that does not exist",
    operation: query({ "x-scope": "client" }),
    at: `${parameter}/x-scope`,
    reason: "`x-scope` must be connection.",
  },
  {
    construct: "a path parameter that may be missing",
    path: "/things/{colour}",
    operation: query({ in: "path" }),
    at: "#/paths/~1things~1{colour}/post/parameters/0",
    reason: "a parameter in path must be required.",
  },
  {
    construct: "a path parameter that is not declared",
    path: "/things/{thing_id}",
    at: "#/paths/~1things~1{thing_id}/post",
    reason: "the path parameter {thing_id} must be in the path and among the parameters.",
  },
  {
    construct: "a path parameter that is not in the path",
    operation: query({ in: "path", required: true }),
    at: post,
    reason: "the path parameter {colour} must be in the path and among the parameters.",
  },
  {
    construct: "a path parameter with a hyphen",
    path: "/things/{thing-id}",
    operation: query({ name: "thing-id", in: "path", required: true }),
    at: "#/paths/~1things~1{thing-id}/post",
    reason: "the path parameter {thing-id} has a name with other characters than letters, digits and _.",
  },
  {
    construct: "two parameters with one name in code",
    operation: { parameters: ["thing_id", "thingId"].map((name) => ({ name, in: "query", schema: { type: "string" } })) },
    at: `${post}/parameters/1`,
    reason: `\`thingId\` is taken already, at ${parameter}.`,
  },
  {
    construct: "a property of the body with the name of a parameter",
    operation: { ...query({}), ...body({ type: "object", required: ["colour"], properties: { colour: { type: "string" } } }) },
    at: `${media}/properties/colour`,
    reason: `\`colour\` is taken already, at ${parameter}.`,
  },
  {
    construct: "a parameter whose name every object has",
    operation: query({ name: "to_string" }),
    at: parameter,
    reason: "`toString` is a reserved name.",
  },
  {
    construct: "a parameter whose name gives no name in code",
    operation: query({ name: "1st" }),
    at: parameter,
    reason: "`1st` does not give a name for an input.",
  },
  {
    construct: "a name of an input that is not one in code",
    operation: query({ "x-name": "paint-colour" }),
    at: parameter,
    reason: "`paint-colour` does not give a name for an input.",
  },

  {
    construct: "a body of a form",
    operation: { requestBody: { content: { "multipart/form-data": { schema: { type: "object" } } } } },
    at: `${post}/requestBody/content`,
    reason: "a body of multipart/form-data is not supported; only application/json is.",
  },
  {
    construct: "a body of octets",
    operation: { requestBody: { content: { "application/octet-stream": {} } } },
    at: `${post}/requestBody/content`,
    reason: "a body of application/octet-stream is not supported; only application/json is.",
  },
  {
    construct: "a body without a schema",
    operation: { requestBody: { content: { "application/json": {} } } },
    at: media,
    reason: "must have a schema.",
  },
  {
    construct: "a GET with a body",
    method: "get",
    operation: body({ type: "string" }),
    at: "#/paths/~1things/get/requestBody",
    reason: "a GET with a body is not supported.",
  },
  {
    construct: "a property of the body with oneOf",
    operation: body({ type: "object", required: ["colour"], properties: { colour: { oneOf: [{ type: "string" }] } } }),
    at: `${media}/properties/colour/oneOf`,
    reason: "`oneOf` is not supported in a request.",
  },
  {
    construct: "a body with properties of any name and one type",
    operation: body({ type: "object", additionalProperties: { type: "string" } }),
    at: `${media}/additionalProperties`,
    reason: "`additionalProperties` with a schema is not supported in a request; only true or false is.",
  },
  {
    construct: "a body that contains itself",
    operation: body({ $ref: "#/components/schemas/Tree" }),
    others: { components: { schemas: { Tree: { type: "object", properties: { left: { $ref: "#/components/schemas/Tree" } } } } } },
    at: "#/components/schemas/Tree",
    reason: "a schema that contains itself is not supported in a request.",
  },
  {
    construct: "a property with the name of the prototype",
    operation: body({ type: "object", properties: { a: { type: "object", properties: { constructor: { type: "string" } } } } }, {}),
    at: `${media}/properties/a/properties/constructor`,
    reason: "`constructor` is a reserved name.",
  },

  {
    construct: "a $ref to nowhere",
    operation: query({ schema: { $ref: "#/components/schemas/Color" } }),
    at: `${parameter}/schema`,
    reason: "$ref #/components/schemas/Color points to nothing.",
  },
  {
    construct: "a $ref to a file that is not there",
    operation: query({ schema: { $ref: "colours.yaml#/Colour" } }),
    at: `${parameter}/schema`,
    reason: "$ref colours.yaml#/Colour cannot be read: ",
  },
  {
    construct: "a limit beside a $ref",
    operation: query({ schema: { $ref: "#/components/schemas/Colour", maxLength: 5 } }),
    others: { components: { schemas: { Colour: { type: "string" } } } },
    at: `${parameter}/schema`,
    reason: "`maxLength` next to `$ref` is not supported; move it to the target of the reference.",
  },

  ...["default", "2XX", "4xx"].map((status) => ({
    construct: `the status ${status}`,
    operation: { responses: { 200: { description: "" }, [status]: { description: "" } } },
    at: `${post}/responses`,
    reason: `the status ${status} is not supported; each status is declared by its number.`,
  })),
  {
    construct: "an operation that never succeeds",
    operation: { responses: { 400: { description: "" } } },
    at: `${post}/responses`,
    reason: "must declare an answer that means success, 200 to 299.",
  },
  {
    construct: "an answer that is a file",
    operation: { responses: { 200: { description: "", content: { "application/zip": {} } } } },
    at: `${post}/responses/200/content`,
    reason: "an answer of application/zip is not supported; only JSON is.",
  },
  {
    construct: "a method without a name here",
    method: "head",
    at: "#/paths/~1things/head",
    reason: "the method HEAD is not supported.",
  },
  {
    construct: "servers of an operation",
    operation: { servers: [{ url: "https://other.example" }] },
    at: `${post}/servers`,
    reason: "servers of its own are not supported; an operation is called at the endpoint.",
  },
  {
    construct: "servers of a path",
    item: { servers: [{ url: "https://other.example" }] },
    at: "#/paths/~1things/servers",
    reason: "servers of its own are not supported; an operation is called at the endpoint.",
  },

  ...["safe", "call", "dryRun", "then"].map((name) => ({
    construct: `a method called ${name}`,
    operation: { "x-name": name },
    at: `${post}/x-name`,
    reason: `\`${name}\` is a reserved name.`,
  })),
  {
    construct: "a form called like a method of the client",
    operation: {
      ...query({ schema: { type: "string", enum: ["red"] } }),
      "x-forms": { dryRun: { summary: "Red.", description: "Red.", fixed: { colour: "red" } } },
    },
    at: `${post}/x-forms/dryRun`,
    reason: "`dryRun` is a reserved name.",
  },
  {
    construct: "two operations with one operationId",
    item: { put: smallOperation({ "x-name": "repaint" }) },
    at: "#/paths/~1things/put/operationId",
    reason: `\`PaintThing\` is taken already, at ${post}/operationId.`,
  },
  {
    construct: "two operations with one name",
    item: { put: smallOperation({ operationId: "RepaintThing" }) },
    at: "#/paths/~1things/put/x-name",
    reason: `\`paint\` is taken already, at ${post}/x-name.`,
  },
  {
    construct: "a schema with the name of an input",
    others: { components: { schemas: { PaintInput: { type: "object" } } } },
    at: post,
    reason: "the name PaintInput is taken already, by #/components/schemas/PaintInput.",
  },
  {
    construct: "a schema with the name of a type of the engine",
    others: { components: { schemas: { Operation: { type: "object" } } } },
    at: "#/components/schemas/Operation",
    reason: "the name Operation is taken already, by the generated code itself.",
  },

  ...["x-name", "x-effect", "x-retry", "x-lifecycle"].map((key) => ({
    construct: `an operation without ${key}`,
    operation: { [key]: undefined },
    at: post,
    reason: `Operation must state \`${key}\` (`,
  })),
  ...["operationId", "summary"].map((key) => ({
    construct: `an operation without ${key}`,
    operation: { [key]: undefined },
    at: post,
    reason: `must state \`${key}\`.`,
  })),
  {
    construct: "an operation without a page of the vendor",
    operation: { externalDocs: undefined },
    at: `${post}/externalDocs`,
    reason: "must state `url`.",
  },
  {
    construct: "a retry that may do it twice",
    operation: { "x-retry": { maxAttempts: 2, initialDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0, on: ["timeout"] } },
    at: `${post}/x-retry/on/0`,
    reason: "`timeout` must not repeat an operation with the effect `once`: the request may have been processed.",
  },
  {
    construct: "OpenAPI 3.0",
    others: { openapi: "3.0.3" },
    at: "#/openapi",
    reason: "OpenAPI 3.0.3 is not supported; only 3.1 is.",
  },
];

const folder = temporaryFolder();

test.for(rows)("$construct stops the generator", async ({ operation, item, path = things, method = "post", others, at, reason }) => {
  const text = contractText({ [path]: { [method]: smallOperation(operation), ...item } }, others);
  const error = await contractOf(folder, "small", text)
    .then((contract) => generatedFiles([contract]))
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ContractError);
  expect((error as Error).message.replace(/\.yaml:\d+ /, ".yaml:LINE ")).toContain(`small.yaml:LINE ${at}: ${reason}`);
});

test.for(["constructor", "toString", "__proto__"])("a property of an answer may be called %s", async (name) => {
  const operation = smallOperation(answerOf({ type: "object", properties: having(name, text) }));
  const contract = await contractOf(folder, "small", contractText({ [things]: { post: operation } }));
  const all = [...(await generatedFiles([contract])).values()].join("");
  expect(all).toMatch(new RegExp(`\\b${name}"?\\?: string`));
});

test("every mistake of every operation is named in one run, each once", async () => {
  const Colour = { name: "colour", in: "query", schema: { type: "string", not: {}, maxLength: "5" } };
  const shared = { $ref: "#/components/parameters/Colour" };
  const paths = {
    "/one": { post: smallOperation({ parameters: [shared, { name: "size", in: "cookie", schema: {} }], "x-effect": "twice" }) },
    "/two": { get: smallOperation({ operationId: "Other", "x-name": "other", parameters: [shared], responses: { "2XX": {} } }) },
    "/three": { head: {} },
  };
  const contract = await contractOf(folder, "small", contractText(paths, { components: { parameters: { Colour } } }));
  const error: unknown = await generatedFiles([contract]).catch((error: unknown) => error);
  expect((error as ContractError).problems.map((problem) => problem.replace(/^small\.yaml:1 /, ""))).toEqual([
    "#/components/parameters/Colour/schema/not: `not` is not supported in a request.",
    "#/components/parameters/Colour/schema/maxLength: `maxLength` must be a number.",
    "#/paths/~1one/post/parameters/1/in: parameters in cookie are not supported.",
    "#/paths/~1one/post/x-effect: `x-effect` must be none, idempotent or once.",
    "#/paths/~1two/get/responses: the status 2XX is not supported; each status is declared by its number.",
    "#/paths/~1three/head: the method HEAD is not supported.",
  ]);
});

test("a mistake in a file that the contract refers to names that file", async () => {
  writeFileSync(join(folder, "shared.yaml"), "Colour: { type: string, oneOf: [] }");
  const operation = smallOperation(query({ schema: { $ref: "shared.yaml#/Colour" } }));
  const contract = await contractOf(folder, "small", contractText({ [things]: { post: operation } }));
  await expect(generatedFiles([contract])).rejects.toThrow("shared.yaml:1 #/Colour/oneOf: `oneOf` is not supported in a request.");
});

test("a mistake is named with its line", async () => {
  const text = ["openapi: 3.1.0", "info: { title: x, version: '1' }", "paths:", "  /things:", "    head:", "      responses: {}"].join(
    "\n",
  );
  await expect(contractOf(folder, "lines", text).then((contract) => generatedFiles([contract]))).rejects.toThrow(
    "lines.yaml:5 #/paths/~1things/head: ",
  );
});

test("a mistake of syntax is named with line and column", async () => {
  await expect(contractOf(folder, "broken", "openapi: 3.1.0\ninfo: { title: x\npaths: }")).rejects.toThrow(
    /^broken\.yaml:\d+:\d+ is not valid YAML: .+ Correct the file and run again\.$/,
  );
});
