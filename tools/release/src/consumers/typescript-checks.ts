import { match } from "node:assert/strict";
import { join } from "node:path";
import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { installTools } from "../../../lab/install.ts";
import type { Check } from "../checks.ts";
import type { Installation } from "../install.ts";
import type { Packed } from "../publish.ts";
import type { Stage } from "../stage.ts";
import { byImport, everywhere, onNode, printed } from "./programs.ts";

/** A way of resolving packages. */
interface Way {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The `type` in the program's package.json. */
  readonly type: "module" | "commonjs";
  readonly program: Readonly<Record<string, string>>;
  /** What the program prints. Not given if only a bundler could make it run. */
  readonly prints?: RegExp;
}

const program = { "everywhere.ts": everywhere, "main.ts": onNode };
const nodeNext: Way = { name: "NodeNext", options: { module: "nodenext" }, type: "module", program, prints: printed };
const bundler: Way = { name: "Bundler", options: { module: "esnext", moduleResolution: "bundler" }, type: "module", program };
const commonJs: Way = { ...nodeNext, name: "CommonJS", type: "commonjs" };
const later: Way = { ...commonJs, name: "CommonJS with import()", program: { "main.ts": byImport }, prints: /^applied\n$/ };
const node10 = (also = {}): Way => ({
  ...commonJs,
  name: "node10",
  options: { module: "commonjs", moduleResolution: "node10", esModuleInterop: true, ...also },
});

/** The ways that each version supports. Before 5.8, TypeScript does not know that Node can require an ES module; 7 has no `node10`. */
const ways: Readonly<Record<string, readonly Way[]>> = {
  "5.4": [nodeNext, bundler, later, node10()],
  "5.9": [nodeNext, bundler, commonJs, later, node10()],
  "6": [nodeNext, bundler, commonJs, later, node10({ ignoreDeprecations: "6.0" })],
  "7": [nodeNext, bundler, commonJs, later],
};

const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false };
const common = { target: "es2022", lib: ["es2023", "dom", "dom.iterable"], types: ["node"] };

/**
 * Strict programs in every version of TypeScript that people use, checked including declarations, and run. Also the examples of READMEs, type-checked
 * unchanged; the packages' own tests check what they print.
 */
export function typescriptChecks({ work, publishing }: Stage, installation: () => Promise<Installation>): readonly Check[] {
  const compile = async (version: string, home: string) => {
    const tsc = join(await installTools(work, "typescript"), `typescript-${version}`, "bin/tsc");
    await run(process.execPath, [tsc, "-p", "."], { cwd: home });
  };
  const programs = Object.entries(ways).flatMap(([version, its]) =>
    its.map((way) => ({
      title: `consumer: TypeScript ${version}, ${way.name}`,
      run: async () => {
        const home = join((await installation()).folder, `typescript-${version}-${way.name.replaceAll(/\W+/g, "-")}`);
        const compilerOptions = { ...common, ...strict, outDir: "dist", rootDir: ".", ...way.options };
        writeFiles(home, { ...way.program, "package.json": { type: way.type }, "tsconfig.json": { compilerOptions, include: ["*.ts"] } });
        await compile(version, home);
        if (way.prints === undefined) return undefined;
        const { stdout } = await run(process.execPath, ["dist/main.js"], { cwd: home, env: {} });
        return void match(stdout, way.prints);
      },
    })),
  );
  const readmes = publishing.packed
    .filter(({ manifest }) => manifest.exports?.["."])
    .map((packed) => ({
      title: `readme: examples of ${packed.name} compile with TypeScript 5.9`,
      run: async () => {
        const home = join((await installation()).folder, `readme-${packed.name.replace(/\W+/g, "-")}`);
        const compilerOptions = { ...common, strict: true, module: "nodenext", noEmit: true };
        const examples = await examplesOf(packed);
        writeFiles(home, { ...examples, "tsconfig.json": { compilerOptions, include: ["*.ts"] } });
        await compile("5.9", home);
        return `${Object.keys(examples).length} examples`;
      },
    }));
  return [...programs, ...readmes];
}

async function examplesOf({ read }: Packed): Promise<Readonly<Record<string, string>>> {
  const blocks = (await read("README.md")).matchAll(/^```ts\n(.*?)^```$/gms);
  return Object.fromEntries([...blocks].map(([, code], index) => [`example-${index + 1}.ts`, code as string]));
}
