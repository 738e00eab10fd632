import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";
import { generatedFiles } from "../generate/files.ts";
import { type Contract, readContract } from "../generate/read/contract.ts";

/** A folder that is gone after the tests of a file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "contracts-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Writes the text of a contract and reads it as one. */
export async function contractOf(folder: string, name: string, text: string): Promise<Contract> {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, text);
  return readContract(pathToFileURL(file));
}

/** The source of the operations that are generated from a contract. */
export async function operationsOf(contract: Contract): Promise<string> {
  return (await generatedFiles([contract])).get(`${contract.name}.operations.gen.ts`)!;
}

type Json = Record<string, unknown>;

/** An operation with everything that the generator requires, and changes to it. */
export function smallOperation(changes: Json = {}): Json {
  return {
    operationId: "PaintThing",
    summary: "Paint a thing.",
    externalDocs: { url: "https://vendor.example/paint" },
    "x-name": "paint",
    "x-effect": "once",
    "x-retry": false,
    "x-lifecycle": { stage: "current", note: "", source: "https://vendor.example" },
    responses: { 200: { description: "Painted." } },
    ...changes,
  };
}

/** The text of a contract with the given paths; JSON is YAML. */
export function contractText(paths: Json, others: Json = {}): string {
  return JSON.stringify({ openapi: "3.1.0", info: { title: "Small", version: "1.2.3" }, paths, ...others });
}
