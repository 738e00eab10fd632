import { doesNotMatch, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { installTools } from "../../../lab/tools.ts";
import { budgets } from "../budgets.ts";
import type { Installation } from "../installs/install.ts";
import { lazily } from "../machine/lazily.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Stage } from "../stage.ts";

/** What a user bundles: for Node it makes a call, for browsers it only has to be free of Node. */
const source = `
import { accessKey } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";

export const result = (endpoint) =>
  createClient({ endpoint, projectId: "0".repeat(32), auth: accessKey({ accessKeyId: "AK", secretAccessKey: "SK" }) })
    .safe.restart({ workflowId: "wf-1", executionId: "ex-1", nodeId: "run-script" });
`;

/** Plays the mock against what was bundled for Node. */
const player = `
import { startMock } from "@aom-workflow/mock";
const { result } = await import(process.argv[2]);
const mock = await startMock();
console.log((await result(mock.url)).outcome);
await mock.close();
process.exit(0);
`;

/** How each bundler is told by a script to write \`dist/NAME-PLATFORM/bundle.mjs\`. */
const scripts: Readonly<Record<string, string>> = {
  esbuild: `
    const { build } = await tool("esbuild/lib/main.js");
    await build({ entryPoints: ["source.mjs"], bundle: true, minify: true, format: "esm", platform, outfile, logLevel: "error" });`,
  rollup: `
    const { rollup } = await tool("rollup/dist/es/rollup.js");
    const { nodeResolve } = await tool("@rollup/plugin-node-resolve/dist/es/index.js");
    const resolve = nodeResolve(node ? { exportConditions: ["node"] } : { browser: true });
    const bundle = await rollup({ input: "source.mjs", plugins: [resolve], external: /^node:/, onwarn: ({ message }) => { throw new Error(message); } });
    await bundle.write({ file: outfile, format: "es", inlineDynamicImports: true });`,
  vite: `
    const { build } = await tool("vite/dist/node/index.js");
    const lib = { entry: "source.mjs", formats: ["es"], fileName: () => "bundle.mjs" };
    const forNode = { resolve: { conditions: ["node", "module"] }, ssr: { noExternal: true } };
    await build({ logLevel: "warn", build: { outDir: dirname(outfile), ...(node ? { ssr: "source.mjs", rollupOptions: { output: { entryFileNames: "bundle.mjs" } } } : { lib }) }, ...(node && forNode) });`,
  webpack: `
    const { default: webpack } = await tool("webpack/lib/index.js");
    const output = { path: dirname(outfile), filename: "bundle.mjs", module: true, library: { type: "module" }, chunkFormat: "module" };
    const settings = { mode: "production", entry: "./source.mjs", target: node ? "node20" : "web", experiments: { outputModule: true }, output };
    await new Promise((resolve, reject) => webpack(settings, (error, stats) =>
      error || stats.hasErrors() || stats.hasWarnings() ? reject(error ?? new Error(stats.toString("errors-warnings"))) : resolve()));`,
};

const platforms = ["node", "browser"] as const;

/** Bundles of users: no warning, no Node in what is for browsers, and what is for Node works. */
export function bundlerCells(stage: Stage, installation: () => Promise<Installation>): readonly Cell[] {
  const modules = lazily(() => installTools(stage.work, "bundlers"));
  return Object.keys(scripts).flatMap((name) =>
    platforms.map((platform) => ({
      title: `consumer: ${name} for ${platform === "node" ? "Node" : "browsers"}`,
      run: async () => {
        const { folder } = await installation();
        const outfile = await bundle(name, platform, folder, await modules());
        const code = readFileSync(outfile, "utf8");
        if (platform === "browser") doesNotMatch(code, /["']node:/);
        else {
          writeFiles(folder, { "player.mjs": player });
          const { stdout } = await run(process.execPath, ["player.mjs", outfile], { cwd: folder, env: {} });
          equal(stdout, "applied\n");
        }
        return `${gzipSync(code).length} bytes compressed`;
      },
    })),
  );
}

async function bundle(name: string, platform: (typeof platforms)[number], folder: string, modules: string): Promise<string> {
  const outfile = join(folder, "bundles", `${name}-${platform}`, "bundle.mjs");
  const head = `
    import { dirname } from "node:path";
    const [platform, outfile, modules] = process.argv.slice(2);
    const node = platform === "node";
    const tool = (path) => import(modules + path);`;
  writeFiles(folder, { "source.mjs": source, [`bundle-${name}.mjs`]: `${head}${scripts[name]}\n` });
  await run(process.execPath, [`bundle-${name}.mjs`, platform, outfile, `${pathToFileURL(modules)}/`], { cwd: folder });
  return outfile;
}

/** What an entry point costs those who send it over a network. */
export function entryCells({ publishing: { packed }, work }: Stage, installation: () => Promise<Installation>): readonly Cell[] {
  const modules = lazily(() => installTools(work, "bundlers"));
  const entries = packed
    .filter(({ name }) => name !== "@aom-workflow/mock")
    .flatMap(({ name, manifest }) =>
      Object.entries(manifest.exports ?? {}).flatMap(([path, entry]) => (typeof entry === "object" ? [`${name}${path.slice(1)}`] : [])),
    );
  return entries.map((entry) => ({
    title: `size: ${entry}, bundled, minified and compressed`,
    run: async () => {
      const { folder } = await installation();
      const { build } = (await import(pathToFileURL(join(await modules(), "esbuild/lib/main.js")).href))
        .default as typeof import("esbuild");
      const { outputFiles } = await build({
        stdin: { contents: `import * as entry from ${JSON.stringify(entry)}; export { entry };`, resolveDir: folder },
        bundle: true,
        minify: true,
        format: "esm",
        platform: entry.endsWith("/node") ? "node" : "browser",
        write: false,
      });
      const bytes = gzipSync(outputFiles[0]!.contents).length;
      const allowed = budgets.gzip[entry] ?? 0;
      ok(bytes <= allowed, `${bytes} bytes; allowed are ${allowed}`);
      return `${bytes} bytes`;
    },
  }));
}
