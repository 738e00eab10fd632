import { basename, relative } from "node:path";
import { fileURLToPath } from "node:url";
import {
  BaseResolver,
  normalizeTypes,
  normalizeVisitors,
  Oas3_1Types,
  resolveDocument,
  Source,
  SpecVersion,
  walkDocument,
} from "@redocly/openapi-core";
import type { Oas3Visitor } from "@redocly/openapi-core/lib/visitors.js";
import type { UserContext } from "@redocly/openapi-core/lib/walk.js";
import { ContractError } from "./contract-error.ts";
import { refuseInheritedNames } from "./inherited-names.ts";
import { Place } from "./place.ts";
import { unreadable } from "./unreadable.ts";

/** A parsed contract. */
export interface OpenDocument {
  /** The path in messages: `spec/aom.yaml`, or the bare file name outside the repository. */
  readonly path: string;
  readonly text: string;
  /** The root of the document. Reading from here follows references. */
  readonly root: Place;
}

const repository = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Reads a contract and every file that it refers to, and resolves all references, with `@redocly/openapi-core`. Everything reads contracts
 * with this, except the mock, which plays its users' contracts.
 *
 * @param text the text to read instead of the file's
 * @throws ContractError
 */
export async function openDocument(url: URL, text?: string): Promise<OpenDocument> {
  const file = fileURLToPath(url);
  const path = shownPath(file);
  const resolver = new BaseResolver();
  const document = await readDocument(resolver, file, text).catch((error: unknown) => {
    throw unreadable(error, path, "");
  });
  if (document instanceof Error) throw document;
  document.source.body = document.source.body.replaceAll("\r\n", "\n");
  refuseInheritedNames(document.parsed, document.source, path);
  const types = normalizeTypes(Oas3_1Types);
  const resolvedRefMap = await resolveDocument({ rootDocument: document, rootType: types.Root!, externalRefResolver: resolver }).catch(
    (error: unknown) => {
      throw unreadable(error, path, document.source.body);
    },
  );
  let root: Place | undefined;
  const enter = (value: unknown, { resolve, location }: UserContext) => {
    root = new Place(value, location, { file, resolve, shown: shownPath });
  };
  walkDocument({
    document,
    rootType: types.Root!,
    normalizedVisitors: normalizeVisitors<Oas3Visitor>([{ ruleId: "read", severity: "error", visitor: { Root: { enter } } }], types),
    resolvedRefMap,
    ctx: { problems: [], oasVersion: SpecVersion.OAS3_1, visitorsData: {} },
  });
  if (root === undefined) throw new ContractError(`${path} is empty.`);
  return { path, text: document.source.body, root };
}

async function readDocument(resolver: BaseResolver, file: string, text: string | undefined) {
  return text === undefined ? resolver.resolveDocument(null, file, true) : resolver.parseDocument(new Source(file, text), true);
}

function shownPath(file: string): string {
  const path = relative(repository, file).replaceAll("\\", "/");
  return path.startsWith("..") ? basename(file) : path;
}
