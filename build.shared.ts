import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { build, type Plugin, transform } from "esbuild";

/** What a published package is built from. Files are named from its `src`. */
interface PackageParts {
  /** Entry points for every platform. */
  readonly entries?: readonly string[];
  /** Entry points for Node alone; of one that is also in `entries`, `index.js` is for every platform and `index.node.js` for Node. */
  readonly nodeEntries?: readonly string[];
  /** What an import such as `#digest` stands for on Node and elsewhere. */
  readonly platform?: Readonly<Record<string, { readonly node: string; readonly default: string }>>;
  /** Packages that become part of the bundle; every other package stays an import. */
  readonly bundled?: readonly string[];
  /**
   * Whether entry points keep what they share in chunks, instead of each having it all. Default: true. Without chunks, what is imported when
   * it is needed must be an entry point.
   */
  readonly chunks?: boolean;
}

/**
 * Builds a published package: a readable bundle for each entry point, since one file loads much faster than eighty, and the types with maps to
 * the sources, which are published as well.
 */
export async function buildPackage(folder: string, parts: PackageParts) {
  const { entries = [], nodeEntries = [] } = parts;
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  if (entries.length > 0) await bundle(folder, Object.fromEntries(entries.map((entry) => [nameOf(entry), entry])), "default", parts);
  const forNode = nodeEntries.map((entry) => [entries.includes(entry) ? `${nameOf(entry)}.node` : nameOf(entry), entry]);
  if (forNode.length > 0) await bundle(folder, Object.fromEntries(forNode), "node", parts);
  if (parts.bundled) writeFileSync(join(folder, "dist", "THIRD-PARTY-LICENSES.txt"), licencesOf(folder, parts.bundled));
  const tsc = createRequire(join(folder, "package.json")).resolve("typescript/package.json").replace("package.json", "bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: folder, stdio: "inherit" });
}

async function bundle(folder: string, entries: Record<string, string>, platform: "node" | "default", parts: PackageParts): Promise<void> {
  if (parts.chunks !== false) return bundleTogether(folder, entries, platform, parts);
  // What one imports when it needs it is as far from it as it is deep.
  for (const [name, file] of Object.entries(entries)) await bundleTogether(folder, { [name]: file }, platform, parts);
}

async function bundleTogether(
  folder: string,
  entries: Record<string, string>,
  platform: "node" | "default",
  parts: PackageParts,
): Promise<void> {
  const source = (file: string) => join(folder, "src", file);
  await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, source(file)])),
    outdir: join(folder, "dist"),
    bundle: true,
    splitting: parts.chunks ?? true,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    mainFields: ["module", "main"],
    conditions: ["node"],
    // Not published: it tells what a bundle contains, for the licences.
    sourcemap: "external",
    sourcesContent: false,
    chunkNames: "chunks/[name]-[hash]",
    logLevel: "warning",
    tsconfigRaw: {},
    plugins: [
      librariesMinified,
      ...(parts.chunks === false ? [importedLater(join(folder, "src", dirname(Object.values(entries)[0] as string)))] : []),
      importsOf(parts, (name) => (parts.platform?.[name] ? source(parts.platform[name][platform]) : undefined)),
    ],
  });
}

/** Libraries that are bundled are not there to be read: without this, a parser for YAML would be the largest part of what is installed. */
const librariesMinified: Plugin = {
  name: "libraries-minified",
  setup: ({ onLoad }) =>
    onLoad({ filter: /node_modules.*\.[cm]?js$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { minify: true });
      return { contents: code, loader: "js" };
    }),
};

/** `import("./other/index.ts")` of a source becomes that of the bundle which is made from it, as seen from the bundle in a folder. */
const importedLater = (home: string): Plugin => ({
  name: "imported-later",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const there = relative(home, join(resolveDir, path)).replaceAll(sep, "/").replace(/\.ts$/, ".js");
      return { path: there.startsWith(".") ? there : `./${there}`, external: true };
    }),
});

/** Other packages stay imports, but for those that are to be bundled; what depends on the platform becomes the file for it. */
function importsOf({ bundled = [] }: PackageParts, fileOf: (name: string) => string | undefined): Plugin {
  const isBundled = (path: string) => bundled.some((name) => path === name || path.startsWith(`${name}/`));
  return {
    name: "imports",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind === "entry-point" || isBundled(path)) return undefined;
        const file = fileOf(path);
        return file === undefined ? { path, external: true } : { path: file };
      }),
  };
}

/** The licences of what became part of the bundle, which have to go with it. */
function licencesOf(folder: string, bundled: readonly string[]): string {
  const texts = bundled.map((name) => {
    const home = join(folder, "node_modules", name);
    const file = readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file; it cannot be bundled.`);
    const { version, license } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string; license: string };
    return `--- ${name} ${version} (${license}) ---\n\n${readFileSync(join(home, file), "utf8").trim()}\n`;
  });
  return texts.join("\n");
}

function nameOf(entry: string): string {
  return entry.replace(/\.ts$/, "");
}
