import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Makes a folder outside the workspace, removed when this process ends, even if interrupted. @param keep leaves it behind */
export function temporaryFolder(name: string, keep = false): string {
  const folder = mkdtempSync(join(tmpdir(), `aom-workflow-${name}-`));
  if (!keep) process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, by their path in a folder. Values other than text become JSON. */
export function writeFiles(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
}

/** Bytes of all files in a folder. */
export function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((bytes, { parentPath, name }) => bytes + statSync(join(parentPath, name)).size, 0);
}
