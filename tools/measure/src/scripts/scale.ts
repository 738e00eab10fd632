import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "yaml";
import { generateInto } from "../../../../packages/types/generate/generate-into.ts";
import { readContract } from "../../../../packages/types/generate/read/contract.ts";
import { lint } from "../../../../spec/lint/lint.ts";

/** Does one step with a contract of as many operations as are asked for: `scale.ts STEP COUNT FOLDER`. Prints the peak of memory in bytes. */
const [step = "", count = "", folder = ""] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const file = join(folder, "aom.yaml");
const text = contractOf(Number(count));

if (step === "lint") {
  const problems = await lint("aom", text);
  if (problems.length > 0) throw new Error(problems[0]?.message);
} else if (step === "generate") {
  writeFileSync(file, text);
  const contract = await readContract(pathToFileURL(file));
  if (contract === undefined) throw new Error("It is not a contract.");
  await generateInto(folder, [contract]);
} else {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "use.ts"),
    'import { operations } from "./aom.gen.ts";\nexport const ids: string[] = Object.values(operations).map(({ id }) => id);\n',
  );
  const tsc = createRequire(import.meta.url)
    .resolve("typescript/package.json")
    .replace("package.json", "bin/tsc");
  const options = ["--strict", "--noEmit", "--allowImportingTsExtensions", "--module", "nodenext", "--target", "es2023", "use.ts"];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stdout);
}
process.stdout.write(`${process.resourceUsage().maxRSS * 1024}\n`);

/** The contract of AOM with each of its operations as often as it takes, under other names. */
function contractOf(operations: number): string {
  const document = parse(readFileSync(fileURLToPath(new URL("../../../../spec/aom.yaml", import.meta.url)), "utf8"));
  const paths = Object.entries<Record<string, object>>(document.paths);
  const all = paths.flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })));
  const many: Record<string, Record<string, object>> = {};
  for (let index = 0; index < operations; index++) {
    const { path, method, operation } = all[index % all.length] as (typeof all)[number];
    const copy = JSON.parse(JSON.stringify(operation));
    const forms = Object.entries(copy["x-forms"] ?? {}).map(([name, form]) => [`${name}${index}`, form]);
    const named = { ...copy, operationId: `${copy.operationId}${index}`, "x-name": `${copy["x-name"]}${index}` };
    if (forms.length > 0) named["x-forms"] = Object.fromEntries(forms);
    const place = path.replace("/v1/", `/v${index + 1}/`);
    many[place] = { ...many[place], [method]: named };
  }
  return JSON.stringify({ ...document, paths: many });
}
