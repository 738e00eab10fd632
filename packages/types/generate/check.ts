import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ContractError } from "../../../spec/read/contract-error.ts";
import { generatedFiles } from "./files.ts";
import { readContracts } from "./read/contract.ts";
import { run } from "./run.ts";

const committed = fileURLToPath(new URL("../src/", import.meta.url));

await run(async () => {
  const fresh = mkdtempSync(join(tmpdir(), "generated-"));
  try {
    for (const [name, text] of await generatedFiles(await readContracts())) writeFileSync(join(fresh, name), text);
    const differences = compare(fresh, committed);
    if (differences.length > 0)
      throw new ContractError(
        `Generated files are not those of the contract: ${differences.join(", ")}. Run \`pnpm generate\` and commit the result.`,
      );
    return `${readdirSync(fresh).length} generated files are those of the contract.`;
  } finally {
    rmSync(fresh, { recursive: true });
  }
});

/** Names of generated files that differ, are missing or are left over. */
function compare(fresh: string, committed: string): string[] {
  const generated = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".gen.ts"));
  const names = new Set([...generated(fresh), ...generated(committed)]);
  return [...names].sort().flatMap((name) => {
    const [wanted, found] = [read(join(fresh, name)), read(join(committed, name))];
    if (wanted === found) return [];
    return `${name} (${found === undefined ? "missing" : wanted === undefined ? "left over" : "stale"})`;
  });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
