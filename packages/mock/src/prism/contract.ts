import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parseDocument } from "yaml";

/** An OpenAPI document: its parsed content, and its file when it comes from one. */
export interface Contract {
  readonly document: object;
  readonly file: string | undefined;
  /** The file as it was read. */
  readonly text?: string | undefined;
}

/** Contracts read before, by file: tests start many mocks of the same contract, and parsing it takes most of the time. */
const read = new Map<string, { readonly text: string; readonly document: object }>();

/** The error for a contract that cannot be read. */
export class ContractError extends Error {
  override readonly name = "ContractError";
}

/**
 * Reads an OpenAPI document, YAML or JSON.
 *
 * @param source a path, a `file:` URL or a parsed document; by default the contract of AOM's workflow operations
 * @throws {ContractError} when there is no such file, its syntax is broken or it is not an OpenAPI 3 document
 */
export async function readContract(source: string | URL | object = defaultContract()): Promise<Contract> {
  if (typeof source === "object" && !isUrl(source)) return { document: checked(source, "The contract"), file: undefined };
  const file = typeof source === "object" || source.startsWith("file:") ? fileURLToPath(String(source)) : source;
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new ContractError(`The contract ${file} cannot be read: ${cause.code ?? cause.message}.`, { cause });
  });
  const known = read.get(file);
  if (known?.text === text) return { document: structuredClone(known.document), file, text };
  const parsed = parseDocument(text);
  const [mistake] = parsed.errors;
  if (mistake) {
    const { line, col } = mistake.linePos?.[0] ?? { line: 1, col: 1 };
    const what = mistake.message.split(/ at line |\n/)[0];
    throw new ContractError(`The contract ${file} has a syntax error in line ${line}, column ${col}: ${what}.`, { cause: mistake });
  }
  const document = checked(parsed.toJS(), `The contract ${file}`);
  read.set(file, { text, document });
  return { document: structuredClone(document), file, text };
}

/** By its shape: test runners give each file a realm of its own. */
function isUrl(source: object): source is URL {
  return "href" in source;
}

function defaultContract(): string {
  return createRequire(import.meta.url).resolve("@aom-workflow/openapi/aom.yaml");
}

function checked(document: unknown, name: string): object {
  const version = (document as { openapi?: unknown } | null)?.openapi;
  if (typeof version === "string" && version.startsWith("3.")) return document as object;
  throw new ContractError(`${name} is not an OpenAPI 3 document: it does not begin with \`openapi: 3.…\`.`);
}
