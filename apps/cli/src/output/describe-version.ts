import { contract } from "@aom-workflow/types";
import type { Report } from "./report.ts";

/** The answer to `--version`. @param version of the command line */
export function describeVersion(version: string): Report {
  return {
    exitCode: 0,
    document: { ok: true, name: "aom-workflow", version, contract: { version: contract.version, sha256: contract.sha256 } },
    text: `aom-workflow ${version}\ncontract ${contract.version}, SHA-256 ${contract.sha256}`,
  };
}
