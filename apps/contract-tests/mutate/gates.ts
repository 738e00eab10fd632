import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import { readContract } from "../../../packages/types/generate/read/contract.ts";
import { operationsText } from "../../../packages/types/generate/write/operations.ts";
import { aomFacts } from "../../../spec/facts/aom/facts.ts";
import { iamFacts } from "../../../spec/facts/iam/facts.ts";
import { look } from "../../../spec/facts/look.ts";
import { unproven } from "../../../spec/facts/unproven.ts";
import { lint } from "../../../spec/lint/lint.ts";
import type { Json } from "./mutation.ts";

/** What notices a change: the rules of lint, the facts with their sources, a generator that refuses, code that is generated otherwise. */
export type Gate = "facts" | "lint" | "generation" | "code";

export const gates: readonly Gate[] = ["facts", "lint", "generation", "code"];

const facts = { aom: aomFacts, iam: iamFacts };

/** The gates of one contract. @param folder where a changed contract is written for the generator */
export async function gatesFor(
  contract: "aom" | "iam",
  document: Json,
  folder: string,
): Promise<(changed: Json) => Promise<readonly Gate[]>> {
  const file = join(folder, `${contract}.yaml`);
  const generated = async (text: string) => {
    writeFileSync(file, text);
    const read = await readContract(pathToFileURL(file));
    if (read === undefined) throw new Error("not an OpenAPI document");
    return withoutHash(operationsText(read));
  };
  const before = await generated(stringify(document));
  return async (changed) => {
    const text = stringify(changed);
    const after = await generated(text).catch(() => undefined);
    const closed: Record<Gate, boolean> = {
      facts: factsNotice(contract, changed),
      lint: await lint(contract, text).then(
        (problems) => problems.length > 0,
        () => true,
      ),
      generation: after === undefined,
      code: after !== undefined && after !== before,
    };
    return gates.filter((gate) => closed[gate]);
  };
}

/** Is there a fact that the contract no longer agrees with, or a part of it that no fact is about? */
export function factsNotice(contract: "aom" | "iam", changed: Json): boolean {
  try {
    const agrees = facts[contract].every(({ at, says }) => isDeepStrictEqual(plain(look(changed, at)), plain(says)));
    return !agrees || unproven(changed, facts[contract]).length > 0;
  } catch {
    return true;
  }
}

/** As test runners compare: what is undefined is not there. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** Header and identity name the file and its hash, which any change changes. */
function withoutHash(text: string): string {
  return text.replace(/^\/\/ .*$/gm, "").replace(/sha256: "\w+"/, "");
}
