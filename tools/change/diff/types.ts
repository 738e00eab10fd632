import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { generateInto } from "../../../packages/types/generate/generate-into.ts";
import { readContract } from "../../../packages/types/generate/read/contract.ts";
import type { ContractName, Finding } from "./finding.ts";
import { parsed } from "./parsed.ts";

/** A change of a contract, as texts. */
export interface Change {
  readonly contract: ContractName;
  readonly before: string;
  readonly after: string;
}

/**
 * What the changes mean for who compiles against the generated types: everything that was passed must still be taken, everything that is
 * given must still be what was expected. All changes are compiled at once.
 */
export async function typeFindings(changes: readonly Change[]): Promise<readonly (readonly Finding[])[]> {
  const folder = mkdtempSync(join(tmpdir(), "consumers-"));
  try {
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const befores = new Map<string, string>();
    const refusals: (Finding | undefined)[] = [];
    const programs: string[] = [];
    for (const [index, { contract, before, after }] of changes.entries()) {
      if (!befores.has(before)) befores.set(before, await generated(folder, `before${befores.size}`, contract, before));
      const old = befores.get(before) as string;
      const home = join(folder, `change${index}`);
      const refusal = await generated(folder, `change${index}`, contract, after).catch((error: Error) => error);
      refusals.push(
        typeof refusal === "string" ? undefined : { by: "types", isBreaking: true, says: `nothing can be generated: ${refusal.message}` },
      );
      programs.push(consumer(contract, methodsIn(before), old));
      if (typeof refusal === "string") writeFileSync(join(home, "consumer.ts"), programs[index] as string);
    }
    const errors = compile(folder);
    return changes.map((_, index) => [
      ...[refusals[index]].filter((it) => it !== undefined),
      ...errors
        .filter((line) => line.startsWith(`change${index}/`))
        .map((line): Finding => ({ by: "types", isBreaking: true, says: spoken(line, programs[index] as string) })),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Generates from a text into a folder of that name; gives the name. */
async function generated(folder: string, name: string, contract: ContractName, text: string): Promise<string> {
  const home = join(folder, name);
  mkdirSync(home, { recursive: true });
  const file = join(home, `${contract}.yaml`);
  writeFileSync(file, text);
  const read = await readContract(pathToFileURL(file));
  if (read === undefined) throw new Error("it is not an OpenAPI document");
  await generateInto(home, [read]);
  return name;
}

/** Names of the methods that a contract had. */
function methodsIn(text: string): readonly string[] {
  const { paths } = parsed(text) as { paths: Record<string, Record<string, { "x-name": string; "x-forms"?: object }>> };
  return Object.values(paths).flatMap((item) =>
    Object.values(item).flatMap((operation) => [operation["x-name"], ...Object.keys(operation["x-forms"] ?? {})]),
  );
}

/** A program of somebody who uses all of what there was. Each line stands for one promise. */
function consumer(contract: ContractName, methods: readonly string[], before: string): string {
  const [old, now] = [`../${before}/${contract}.gen.ts`, `./${contract}.gen.ts`];
  return [
    `import type { operations as Old } from "${old}";`,
    `import type { operations as New } from "${now}";`,
    "type Types<It> = It extends { readonly types?: infer Types } ? NonNullable<Types> : never;",
    "type Input<It> = Types<It> extends { input: infer Input } ? Input : never;",
    "type Output<It> = Types<It> extends { output: infer Output } ? Output : never;",
    "type Errors<It> = Types<It> extends { errors: infer Errors } ? Errors : never;",
    "declare function given<T>(): T;",
    ...methods.flatMap((method) => {
      const [was, is] = [`(typeof Old)["${method}"]`, `(typeof New)["${method}"]`];
      return [
        `export const ${method}_input: Input<${is}> = given<Input<${was}>>();`,
        `export const ${method}_output: Output<${was}> = given<Output<${is}>>();`,
        `export const ${method}_statuses: keyof Errors<${is}> = given<keyof Errors<${was}>>();`,
        `export const ${method}_errors: Errors<${was}>[keyof Errors<${was}> & keyof Errors<${is}>] = given<Errors<${is}>[keyof Errors<${was}> & keyof Errors<${is}>]>();`,
      ];
    }),
    ...(contract === "aom"
      ? [
          `import type { RegionId as OldRegion } from "${old}";`,
          `import type { RegionId as NewRegion } from "${now}";`,
          "export const region: NewRegion = given<OldRegion>();",
        ]
      : []),
  ].join("\n");
}

function compile(folder: string): readonly string[] {
  const tsc = createRequire(import.meta.url)
    .resolve("typescript/package.json")
    .replace("package.json", "bin/tsc");
  const files = readdirSync(folder)
    .filter((name) => name.startsWith("change"))
    .map((name) => `${name}/consumer.ts`);
  const options = [
    "--strict",
    "--exactOptionalPropertyTypes",
    "--noEmit",
    "--skipLibCheck",
    "--allowImportingTsExtensions",
    "--module",
    "nodenext",
    "--target",
    "es2023",
    "--lib",
    "es2023",
  ];
  const present = files.filter((file) => readdirSync(join(folder, file, "..")).includes("consumer.ts"));
  if (present.length === 0) return [];
  const { stdout } = spawnSync(process.execPath, [tsc, ...options, "--pretty", "false", ...present], { cwd: folder, encoding: "utf8" });
  return stdout.split("\n").filter((line) => / error TS\d+: /.test(line));
}

const promises: Readonly<Record<string, string>> = {
  input: "an input that was taken is refused",
  output: "an answer is not what was expected",
  statuses: "a status is gone from the errors",
  errors: "the body of an error is not what was expected",
};

/** What the compiler says of a line of the consumer, in words of the contract. */
function spoken(error: string, program: string): string {
  const [, row = "0", message = ""] = /\((\d+),\d+\): error TS\d+: (.*)$/.exec(error) ?? [];
  const [, method = "region", promise = "input"] = /^export const (?:(\w+)_)?(\w+):/.exec(program.split("\n")[Number(row) - 1] ?? "") ?? [];
  return `${method}: ${promises[promise] ?? promise} (${message.replaceAll(/import\("[^"]*"\)\./g, "").replace(/\.$/, "")})`;
}
