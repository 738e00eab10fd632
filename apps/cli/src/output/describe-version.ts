import { contract } from "@aom-workflow/types";
import type { Answer } from "./answer.ts";

/** The answer to `--version`. @param version of the command line */
export function describeVersion(version: string): Answer {
  return {
    exitCode: 0,
    document: { ok: true, name: "aom-workflow", version, contract: { version: contract.version, sha256: contract.sha256 } },
    text: `aom-workflow ${version}\ncontract ${contract.version}, SHA-256 ${contract.sha256}`,
  };
}
