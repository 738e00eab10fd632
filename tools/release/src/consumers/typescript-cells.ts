import { match } from "node:assert/strict";
import { join } from "node:path";
import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { installTools } from "../../../lab/tools.ts";
import type { Installation } from "../installs/install.ts";
import { lazily } from "../machine/lazily.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Stage } from "../stage.ts";
import { byImport, everywhere, onNode, printed } from "./programs.ts";

/** A way of resolving packages. */
interface Way {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** What the folder of the program says it has. */
  readonly type: "module" | "commonjs";
  readonly program: Readonly<Record<string, string>>;
  /** What the program prints; nothing where it is a bundler that would make it run. */
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

/** What each version has. Before 5.8, TypeScript does not know that Node can require an ES module; 7 has given up `node10`. */
const ways: Readonly<Record<string, readonly Way[]>> = {
  "5.4": [nodeNext, bundler, later, node10()],
  "5.9": [nodeNext, bundler, commonJs, later, node10()],
  "6": [nodeNext, bundler, commonJs, later, node10({ ignoreDeprecations: "6.0" })],
  "7": [nodeNext, bundler, commonJs, later],
};

/** Strict programs in every version of TypeScript that people use, checked without skipping a declaration, and run. */
export function typescriptCells(stage: Stage, installation: () => Promise<Installation>): readonly Cell[] {
  const modules = lazily(() => installTools(stage.work, "typescript"));
  return Object.entries(ways).flatMap(([version, its]) =>
    its.map((way) => ({
      title: `consumer: TypeScript ${version}, ${way.name}`,
      run: async () => compile(version, way, await installation(), await modules()),
    })),
  );
}

async function compile(version: string, way: Way, { folder }: Installation, modules: string): Promise<undefined> {
  const home = join(folder, `typescript-${version}-${way.name.replaceAll(/\W+/g, "-")}`);
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false };
  const compilerOptions = {
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    types: ["node"],
    outDir: "dist",
    rootDir: ".",
    ...strict,
  };
  writeFiles(home, {
    ...way.program,
    "package.json": { type: way.type },
    "tsconfig.json": { compilerOptions: { ...compilerOptions, ...way.options }, include: ["*.ts"] },
  });
  await run(process.execPath, [join(modules, `typescript-${version}`, "bin/tsc"), "-p", "."], { cwd: home });
  if (way.prints === undefined) return;
  const { stdout } = await run(process.execPath, ["dist/main.js"], { cwd: home, env: {} });
  match(stdout, way.prints);
}
