import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { Operation } from "../src/operation.ts";
import { compileUse } from "../test/compile.ts";
import { contractOf, contractText, operationsOf, smallOperation, temporaryFolder } from "../test/contracts.ts";
import { aomWith, inventedPaths } from "../test/invented.ts";
import { generatedFiles } from "./files.ts";
import { generateInto } from "./generate-into.ts";
import { readContracts } from "./read/contract.ts";

const folder = temporaryFolder();

describe("generation", () => {
  it("gives the same bytes twice, so that a committed file can be compared", async () => {
    expect(await generatedFiles(await readContracts())).toEqual(await generatedFiles(await readContracts()));
  });

  it("carries version and hash of the contract, and changes when a description changes", async () => {
    const text = (summary: string) => contractText({ "/things": { post: smallOperation({ summary }) } });
    const before = await contractOf(folder, "small", text("Paint a thing."));
    const after = await contractOf(folder, "small", text("Paint one thing."));
    expect(after.sha256).not.toBe(before.sha256);
    const source = await operationsOf(after);
    expect(source).toContain(`// Generated from small.yaml (version 1.2.3, SHA-256 ${after.sha256}).`);
    expect(source).toContain("Paint one thing.");
  });

  it("lets a parameter of an operation replace the one of its path, and keeps the others", async () => {
    const parameter = (name: string, maxLength: number) => ({ name, in: "query", schema: { type: "string", maxLength } });
    const item = {
      parameters: [parameter("colour", 5), parameter("size", 6)],
      post: smallOperation({ parameters: [parameter("colour", 7)] }),
    };
    const { parameters } = await operationOf("small", contractText({ "/things": item }), "paintOperation");
    expect(parameters.map(({ name, schema }) => `${name} ${schema.maxLength}`)).toEqual(["colour 7", "size 6"]);
  });

  it("calls an input as the contract asks, and sends it under the name of the wire", async () => {
    const properties = { thing_size: { type: "integer", "x-name": "size" } };
    const colour = { name: "x_colour", in: "query", "x-name": "colour", schema: { type: "string" } };
    const requestBody = {
      required: true,
      content: { "application/json": { schema: { type: "object", properties, required: ["thing_size"] } } },
    };
    const text = contractText({ "/things": { post: smallOperation({ parameters: [colour], requestBody }) } });
    const { parameters } = await operationOf("named", text, "paintOperation");
    expect(parameters.map(({ name, input }) => `${name} ${input}`)).toEqual(["x_colour colour", "thing_size size"]);
  });

  it("follows references through other references", async () => {
    const colour = { $ref: "#/components/schemas/Colour" };
    const others = {
      components: {
        parameters: {
          Alias: { $ref: "#/components/parameters/Colour" },
          Colour: { name: "colour", in: "query", schema: colour },
        },
        schemas: { Colour: { $ref: "#/components/schemas/Word" }, Word: { type: "string", maxLength: 5 } },
      },
    };
    const item = { post: smallOperation({ parameters: [{ $ref: "#/components/parameters/Alias" }] }) };
    const { parameters } = await operationOf("references", contractText({ "/things": item }, others), "paintOperation");
    expect(parameters[0]?.schema).toEqual({ type: "string", maxLength: 5 });
  });

  it("takes a body as one input where its properties do not say whether there is a body", async () => {
    const body = (schema: object, required: boolean) => ({ requestBody: { required, content: { "application/json": { schema } } } });
    const inputs = async (schema: object, required: boolean) => {
      const text = contractText({ "/things": { post: smallOperation(body(schema, required)) } });
      const source = await operationsOf(await contractOf(folder, "bodies", text));
      return [...source.matchAll(/^ {2}readonly (\w+\??): /gm)].map(([, name]) => name);
    };
    const properties = { colour: { type: "string" } };
    expect(await inputs({ type: "object", properties, required: ["colour"] }, true)).toContain("colour");
    expect(await inputs({ type: "object", properties }, false)).toContain("colour?");
    expect(await inputs({ type: "object", properties, required: ["colour"] }, false)).toContain("body?");
    expect(await inputs({ type: "object", properties }, true)).toContain("body");
    expect(await inputs({ type: "object", properties, required: ["colour"], additionalProperties: true }, true)).toContain("body");
    expect(await inputs({ type: "array", items: { type: "string" } }, true)).toContain("body");
  });

  it("no text of a contract can end a comment", async () => {
    const text = contractText({ "/things": { post: smallOperation({ summary: "Paint */ process.exit(1) /*" }) } });
    expect(await operationOf("comment", text, "paintOperation")).toMatchObject({ id: "PaintThing" });
    const { docs } = (await import(pathToFileURL(`${folder}/comment.docs.gen.ts`).href)) as typeof import("../src/aom.docs.gen.ts");
    expect(docs).toMatchObject({ paint: { summary: "Paint */ process.exit(1) /*" } });
  });

  it("ends in a sentence if a $ref leads back to itself", async () => {
    const others = { components: { schemas: { Colour: { $ref: "#/components/schemas/Colour" } } } };
    await expect(contractOf(folder, "loop", contractText({}, others))).rejects.toThrow(
      /^loop\.yaml:1 #\/components\/schemas\/Colour: a \$ref leads back to itself\.$/,
    );
  });
});

describe("operations without a hand-written line", () => {
  it("become values with their details from the contract", async () => {
    const text = aomWith(inventedPaths);
    const [list, create, remove] = await Promise.all(
      ["listThingsOperation", "createThingOperation", "deleteThingOperation"].map((name) => operationOf("invented", text, name)),
    );
    const shown = ({ parameters }: Operation) => parameters.map((it) => `${it.in} ${it.name} ${it.input}${it.required ? "!" : ""}`);
    expect(list).toMatchObject({ method: "GET", effect: "none", success: [200], errors: [400, 500], retry: { maxAttempts: 3 } });
    expect(shown(list!)).toEqual([
      "path project_id projectId!",
      "query colour colour",
      "query with_hidden withHidden",
      "query page_size pageSize!",
      "header X-Trace-Label xTraceLabel",
    ]);
    expect(list!.parameters[1]?.schema).toEqual({
      type: "array",
      minItems: 1,
      maxItems: 3,
      items: { type: "string", enum: ["red", "green", "blue"] },
    });
    expect(shown(create!)).toEqual([
      "path project_id projectId!",
      "body name name!",
      "body weight weight",
      "body display_options displayOptions",
    ]);
    expect(create!.parameters[3]?.schema.properties?.depth).toEqual({ type: "integer", minimum: 0, maximum: 9 });
    expect(remove).toMatchObject({ method: "DELETE", effect: "idempotent", success: [204] });
  });

  it("compile, with named types that refuse wrong values", async () => {
    await generateInto(folder, [await contractOf(folder, "invented", aomWith(inventedPaths))]);
    const said = compileUse(
      folder,
      `import {
  type CreateThingInput, type DeleteThingInput, type ListThingsErrors, type ListThingsInput, type Operation, type RestartInput,
  createThingOperation, deleteThingOperation, listThingsOperation, operations,
} from "./invented.gen.ts";

type Output<O> = O extends Operation<infer _, infer Out> ? Out : never;
const list: ListThingsInput = { pageSize: 5, colour: ["red"], withHidden: undefined };
const create: CreateThingInput = { projectId: "p", name: "n", weight: 1.5, displayOptions: { depth: 1, labels: ["a"] } };
const remove: DeleteThingInput = { thingId: "one" };
const things: Output<typeof listThingsOperation> = [{ id: "one", size: 1 }];
const thing: Output<typeof createThingOperation> = { id: "two" };
const nothing: Output<typeof deleteThingOperation> = undefined;
const same: typeof operations.listThings = listThingsOperation;
const code: string = ({} as ListThingsErrors)[400].error_code;
// @ts-expect-error the page size is required
const missing: ListThingsInput = {};
// @ts-expect-error a colour is one of three
const colour: ListThingsInput = { pageSize: 5, colour: ["pink"] };
// @ts-expect-error a depth is required where there are options
const depth: CreateThingInput = { name: "n", displayOptions: {} };
// @ts-expect-error the action of restart is decided
const action: RestartInput = { workflowId: "w", executionId: "e", nodeId: "n", action: "skip" };
// @ts-expect-error 404 is not declared
const status: keyof ListThingsErrors = 404;
export { list, create, remove, things, thing, nothing, same, code, missing, colour, depth, action, status };
`,
    );
    expect(said).toBe("");
  });
});

/** Generates from the text of a contract, and imports one of its operations. */
async function operationOf(name: string, text: string, operation: string): Promise<Operation> {
  await generateInto(folder, [await contractOf(folder, name, text)]);
  return (await import(pathToFileURL(`${folder}/${name}.gen.ts`).href))[operation];
}
