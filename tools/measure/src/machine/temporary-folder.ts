import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes a folder that is gone when this process ends, even if it is interrupted. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `aom-workflow-benchmarks-${name}-`));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
