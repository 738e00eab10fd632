import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * Builds a published package: a bundle for each entry point with its source map, what they share in chunks, and the types beside them.
 * One file loads much faster than eighty small ones. Other packages and `#…` imports stay imports; `bundled` names the few that become part of it.
 */
export async function buildPackage(folder: string, { entries, bundled = [] }: { entries: readonly string[]; bundled?: readonly string[] }) {
  const dist = join(folder, "dist");
  rmSync(dist, { recursive: true, force: true });
  await build({
    entryPoints: entries.map((entry) => join(folder, "src", entry)),
    outdir: dist,
    outbase: join(folder, "src"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    mainFields: ["module", "main"],
    conditions: ["node"],
    sourcemap: true,
    sourcesContent: false,
    chunkNames: "chunks/[name]-[hash]",
    logLevel: "warning",
    tsconfigRaw: {},
    plugins: [
      {
        name: "other-packages-stay-imports",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^.]/ }, ({ path, kind }) =>
            kind === "entry-point" || bundled.some((name) => path === name || path.startsWith(`${name}/`))
              ? undefined
              : { path, external: true },
          ),
      },
    ],
  });
  const tsc = createRequire(join(folder, "package.json")).resolve("typescript/package.json").replace("package.json", "bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: folder, stdio: "inherit" });
}
