import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse, YAMLParseError } from "yaml";

/** A contract as it is written, with what identifies it. */
export interface Contract {
  /** File name without its ending, which names the generated files: `aom`. */
  name: string;
  /** Path as it is told to people: `spec/aom.yaml`. */
  path: string;
  url: URL;
  sha256: string;
  document: Document;
}

export interface Document {
  openapi: string;
  info: { title: string; version: string };
  servers?: Server[];
  paths: Record<string, Record<string, unknown>>;
  components?: Record<string, Record<string, unknown>>;
}

export interface Server {
  url: string;
  variables?: Record<string, { default: string; enum?: string[]; "x-open"?: string[] }>;
}

const folder = new URL("../../../spec/", import.meta.url);

/** Every contract of the spec folder: the YAML files that say `openapi:`. */
export function readContracts(): Contract[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => readContract(new URL(file, folder)))
    .filter((contract) => contract !== undefined);
}

/** One file; nothing where it is no OpenAPI document. */
export function readContract(url: URL): Contract | undefined {
  const file = fileURLToPath(url);
  const name = file.slice(file.lastIndexOf("/") + 1, -".yaml".length);
  const text = readFileSync(url, "utf8").replaceAll("\r\n", "\n");
  const path = `spec/${name}.yaml`;
  const document = parseDocument(text, path);
  if (typeof document?.openapi !== "string") return undefined;
  return { name, path, url, sha256: createHash("sha256").update(text).digest("hex"), document };
}

function parseDocument(text: string, path: string): Document {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const at = error.linePos?.[0];
    throw new ContractError(
      `${path}${at ? `:${at.line}:${at.col}` : ""} is not valid YAML: ${error.message.split(" at line")[0]}. Correct the file and run again.`,
    );
  }
}

/** The contract itself is wrong; the message says where and is meant for the person who edits it. */
export class ContractError extends Error {
  override name = "ContractError";
}
