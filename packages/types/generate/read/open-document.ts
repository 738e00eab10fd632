import {
  BaseResolver,
  normalizeTypes,
  normalizeVisitors,
  Oas3_1Types,
  resolveDocument,
  SpecVersion,
  walkDocument,
} from "@redocly/openapi-core";
import type { Oas3Visitor } from "@redocly/openapi-core/lib/visitors.js";
import type { UserContext } from "@redocly/openapi-core/lib/walk.js";
import { UnreadableContract, unreadable } from "../../../../spec/lint/unreadable.ts";
import { ContractError } from "./contract-error.ts";
import { Place } from "./place.ts";

/**
 * Reads a file and every file that it refers to, and resolves all references, by `@redocly/openapi-core`.
 *
 * @param shown turns an absolute path into the one that messages show.
 */
export async function openDocument(file: string, shown: (file: string) => string): Promise<{ root: Place; text: string }> {
  const resolver = new BaseResolver();
  const document = await resolver.resolveDocument(null, file, true).catch((error: unknown) => {
    throw asContractError(error, shown(file), "");
  });
  if (document instanceof Error) throw document;
  document.source.body = document.source.body.replaceAll("\r\n", "\n");
  const types = normalizeTypes(Oas3_1Types);
  const resolvedRefMap = await resolveDocument({ rootDocument: document, rootType: types.Root!, externalRefResolver: resolver }).catch(
    (error: unknown) => {
      throw asContractError(error, shown(file), document.source.body);
    },
  );
  let root: Place | undefined;
  const enter = (value: unknown, { resolve, location }: UserContext) => {
    root = new Place(value, location, { file, resolve, shown });
  };
  walkDocument({
    document,
    rootType: types.Root!,
    normalizedVisitors: normalizeVisitors<Oas3Visitor>([{ ruleId: "read", severity: "error", visitor: { Root: { enter } } }], types),
    resolvedRefMap,
    ctx: { problems: [], oasVersion: SpecVersion.OAS3_1, visitorsData: {} },
  });
  if (root === undefined) throw new ContractError(`${shown(file)} is empty.`);
  return { root, text: document.source.body };
}

function asContractError(error: unknown, file: string, text: string): unknown {
  const told = unreadable(error, file, text);
  return told instanceof UnreadableContract ? new ContractError(told.message) : told;
}
