import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { ContractError, readContract, readContracts } from "./contract.ts";
import { generatedFiles } from "./files.ts";

const folder = mkdtempSync(join(tmpdir(), "contracts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): URL {
  writeFileSync(join(folder, name), text);
  return pathToFileURL(join(folder, name));
}

const minimal = (operation: string) => `openapi: 3.1.0
info: { title: Small, version: 1.2.3 }
paths:
  /things/{thing_id}:
    post:
${operation
  .split("\n")
  .map((line) => `      ${line}`)
  .join("\n")}
components:
  schemas:
    Colour: { type: string, enum: [red, green], maxLength: 5 }
`;

const operation = `operationId: PaintThing
summary: Paint a thing.
externalDocs: { url: "https://vendor.example/paint" }
x-idempotent: true
x-retry: false
x-lifecycle: { stage: current, note: "", source: "https://vendor.example" }
parameters:
  - { name: colour, in: query, required: true, schema: { $ref: "#/components/schemas/Colour" } }
responses: { "200": { description: done } }`;

describe("generation", () => {
  it("gives the same bytes twice, so that a committed file can be compared", async () => {
    const contracts = readContracts();
    expect(await generatedFiles(contracts)).toEqual(await generatedFiles(contracts));
  });

  it("carries version and hash of the contract, and changes when a description changes", async () => {
    const before = readContract(write("small.yaml", minimal(operation)))!;
    const after = readContract(write("small.yaml", minimal(operation.replace("Paint a thing.", "Paint one thing."))))!;
    expect(after.sha256).not.toBe(before.sha256);
    const table = (await generatedFiles([after])).get("small.operations.gen.ts");
    expect(table).toContain('version: "1.2.3"');
    expect(table).toContain(after.sha256);
    expect(table).toContain("Paint one thing.");
  });

  it("resolves references, so that limits and enum values reach the table", async () => {
    const table = (await generatedFiles([readContract(write("small.yaml", minimal(operation)))!])).get("small.operations.gen.ts");
    expect(table).toContain("maxLength: 5");
    expect(table).toContain('export const colourValues = ["red","green"] as const;');
  });

  it.each(["operationId", "summary", "externalDocs", "x-idempotent", "x-retry", "x-lifecycle"])(
    "refuses an operation that does not state %s",
    async (key) => {
      const lines = operation.split("\n").filter((line) => !line.startsWith(`${key}:`));
      const contract = readContract(write("small.yaml", minimal(lines.join("\n"))))!;
      await expect(generatedFiles([contract])).rejects.toThrow(new RegExp(`must state \`${key}\``));
    },
  );

  it("names file, line and column of a syntax error", () => {
    expect(() => readContract(write("broken.yaml", "openapi: 3.1.0\ninfo: { title: x\npaths: }"))).toThrow(
      /^spec\/broken\.yaml:\d+:\d+ is not valid YAML: .+ Correct the file and run again\.$/,
    );
  });

  it("names a reference that points to nothing", async () => {
    const contract = readContract(write("small.yaml", minimal(operation.replace("schemas/Colour", "schemas/Color"))))!;
    await expect(generatedFiles([contract])).rejects.toThrow(ContractError);
  });
});
