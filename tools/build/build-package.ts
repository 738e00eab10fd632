import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { build, type Metafile, type Plugin, transform } from "esbuild";
import { licencesOf } from "./licences.ts";

/** What a published package is built from. Paths are relative to its `src`. */
interface PackageParts {
  readonly entries: readonly string[];
  /** Packages that become part of the bundle; every other package stays an import. */
  readonly bundled?: readonly string[];
  /**
   * Whether entry points share chunks, instead of each containing everything. Default: true. Without chunks, an entry point that another one
   * imports, statically or not, stays a file of its own.
   */
  readonly chunks?: boolean;
}

/**
 * Builds a published package: a readable bundle for each entry point, since one file loads much faster than eighty, and types with maps to the
 * published sources.
 */
export async function buildPackage(folder: string, parts: PackageParts) {
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  const bundles = parts.chunks === false ? parts.entries.map((entry) => [entry]) : [parts.entries];
  const inputs: string[] = [];
  for (const entries of bundles) inputs.push(...(await bundle(folder, entries, parts)));
  if (parts.bundled) writeFileSync(join(folder, "dist", "THIRD-PARTY-LICENSES.txt"), await licencesOf(manifestOf(folder).name, inputs));
  const tsc = createRequire(join(folder, "package.json")).resolve("typescript/package.json").replace("package.json", "bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: folder, stdio: "inherit" });
  removeUnreached(folder);
}

/** Removes declarations that no entry point reaches: only the package itself uses them. */
function removeUnreached(folder: string): void {
  const { exports } = manifestOf(folder);
  const reached = new Set(Object.values(exports).flatMap(({ types }) => (types === undefined ? [] : [join(folder, types)])));
  // Grows during the loop.
  for (const file of reached) {
    for (const [, path = ""] of readFileSync(file, "utf8").matchAll(/(?:from |import\()"(\.[^"]+)\.[jt]s"/g))
      reached.add(join(dirname(file), `${path}.d.ts`));
  }
  for (const entry of readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" })) {
    const file = join(folder, "dist", entry);
    if (/\.d\.ts(\.map)?$/.test(file) && !reached.has(file.replace(/\.map$/, ""))) rmSync(file);
  }
  for (const file of reached) removeIdleMap(file);
}

/** A declaration file that only re-exports needs no map: editors follow the re-export. */
function removeIdleMap(file: string): void {
  const lines = readFileSync(file, "utf8").split("\n");
  const exported = lines.filter((line) => !line.startsWith("//# sourceMappingURL="));
  if (exported.length === lines.length || !exported.every((line) => line === "" || /^export .* from "[^"]+";$/.test(line))) return;
  writeFileSync(file, exported.join("\n"));
  rmSync(`${file}.map`);
}

/** @returns the paths of the bundled files */
async function bundle(
  folder: string,
  entries: readonly string[],
  { chunks = true, bundled = [], ...parts }: PackageParts,
): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: entries.map((entry) => join(folder, "src", entry)),
    outbase: join(folder, "src"),
    outdir: join(folder, "dist"),
    bundle: true,
    splitting: chunks,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    mainFields: ["module", "main"],
    conditions: ["node"],
    define: { PACKAGE_VERSION: JSON.stringify(manifestOf(folder).version) },
    metafile: true,
    // Not published: the licences are collected from what it lists.
    sourcemap: "external",
    sourcesContent: false,
    chunkNames: "chunks/[name]-[hash]",
    logLevel: "warning",
    tsconfigRaw: {},
    plugins: [
      librariesMinified,
      ...(chunks ? [] : [entriesApart(join(folder, "src"), parts.entries, entries[0] as string)]),
      importsOf(bundled),
    ],
  });
  for (const [path, { inputs }] of Object.entries(metafile.outputs)) {
    if (!path.endsWith(".js") || !isMostlyLibrary(inputs)) continue;
    const file = join(folder, relative(folder, path));
    writeFileSync(file, (await transform(readFileSync(file, "utf8"), { minify: true, format: "esm" })).code);
  }
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
}

/** A file that is almost only library code is minified as a whole, names included, since nobody reads it. */
function isMostlyLibrary(inputs: Metafile["outputs"][string]["inputs"]): boolean {
  const bytes = (filter: (path: string) => boolean) =>
    Object.entries(inputs).reduce((sum, [path, { bytesInOutput }]) => sum + (filter(path) ? bytesInOutput : 0), 0);
  return bytes((path) => path.includes("node_modules")) > 0.9 * bytes(() => true);
}

/** Bundled libraries are minified: otherwise a YAML parser would be the largest part of what is installed. */
const librariesMinified: Plugin = {
  name: "libraries-minified",
  setup: ({ onLoad }) =>
    onLoad({ filter: /node_modules.*\.[cm]?js$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { minify: true });
      return { contents: code, loader: "js" };
    }),
};

/** Turns an import of another entry point into an import of that entry point's bundle, relative to the bundle of `entry`. */
const entriesApart = (home: string, entries: readonly string[], entry: string): Plugin => ({
  name: "entries-apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
      const other = relative(home, join(resolveDir, path)).replaceAll(sep, "/");
      if (kind === "entry-point" || other === entry || !entries.includes(other)) return undefined;
      const there = relative(dirname(entry), `${nameOf(other)}.js`).replaceAll(sep, "/");
      return { path: there.startsWith(".") ? there : `./${there}`, external: true };
    }),
});

/** Other packages stay imports, unless they are bundled; so do the package.json's own `imports`, such as `#digest`. */
function importsOf(bundled: readonly string[]): Plugin {
  const isBundled = (path: string) => bundled.some((name) => path === name || path.startsWith(`${name}/`));
  return {
    name: "imports",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === "entry-point" || isBundled(path) ? undefined : { path, external: true },
      ),
  };
}

function manifestOf(folder: string) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    exports: Record<string, { types?: string }>;
  };
}

function nameOf(entry: string): string {
  return entry.replace(/\.ts$/, "");
}
