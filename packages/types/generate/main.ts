import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { generatedFiles } from "./files.ts";
import { readContracts } from "./read/contract.ts";
import { run } from "./run.ts";

const target = new URL("../src/", import.meta.url);

await run(async () => {
  const files = await generatedFiles(await readContracts());
  for (const stale of readdirSync(target).filter((name) => name.endsWith(".gen.ts") && !files.has(name))) rmSync(new URL(stale, target));
  for (const [name, text] of files) writeFileSync(new URL(name, target), text);
  return `${files.size} files written to packages/types/src.`;
});
