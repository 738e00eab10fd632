import type { Contract } from "../read/contract.ts";

/** First lines of every generated file. No time stamp: the same contract gives the same bytes. */
export function header(contract: Contract): string {
  return [
    `// Generated from ${contract.path} (version ${contract.version}, SHA-256 ${contract.sha256}).`,
    "// Do not edit: change the contract and run `pnpm generate`.",
    "",
  ].join("\n");
}
