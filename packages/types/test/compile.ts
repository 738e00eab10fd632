import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const tsc = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));
const strict = ["strict", "exactOptionalPropertyTypes", "noUncheckedIndexedAccess", "noUnusedLocals", "verbatimModuleSyntax"];

/** Compiles `use.ts` and what it imports, as a strict user would, and returns what the compiler says. */
export function compileUse(folder: string, source: string): string {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "use.ts"), source);
  const options = [
    ...strict.map((name) => `--${name}`),
    "--noEmit",
    "--allowImportingTsExtensions",
    "--module",
    "nodenext",
    "--target",
    "es2023",
  ];
  return spawnSync(process.execPath, [tsc, ...options, "use.ts"], { cwd: folder, encoding: "utf8" }).stdout;
}
