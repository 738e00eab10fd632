import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const tsc = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));

/** What the compiler has to say about some programs, by the strict settings of this repository; nothing where all is well. */
export async function complaints(programs: readonly string[]): Promise<string> {
  mkdirSync(".vitest", { recursive: true });
  const folder = mkdtempSync(join(process.cwd(), ".vitest", "types-"));
  try {
    for (const [index, program] of programs.entries()) writeFileSync(join(folder, `${index}.ts`), program);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: "../../../../tsconfig.base.json", include: ["*.ts"] }));
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", folder]).catch((error) => error);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
