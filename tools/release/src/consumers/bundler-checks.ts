import { doesNotMatch, equal } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { installTools } from "../../../lab/install.ts";
import type { Check } from "../checks.ts";
import type { Installation } from "../install.ts";
import type { Stage } from "../stage.ts";

/** A user's program. Bundled for Node it makes a call; for browsers it must only be free of Node. */
const source = `
import { accessKey } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";

export const result = (endpoint) =>
  createClient({ endpoint, projectId: "0".repeat(32), auth: accessKey({ accessKeyId: "AK", secretAccessKey: "SK" }) })
    .safe.restart({ workflowId: "wf-1", executionId: "ex-1", nodeId: "run-script" });
`;

/** Runs the bundle for Node against the mock. */
const player = `
import { startMock } from "@aom-workflow/mock";
const { result } = await import(process.argv[2]);
const mock = await startMock();
console.log((await result(mock.url)).outcome);
await mock.close();
process.exit(0);
`;

/** The script with which each bundler writes \`dist/NAME-PLATFORM/bundle.mjs\`. */
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

/** Users' bundles: no warnings, nothing of Node in bundles for browsers, and bundles for Node work. */
export function bundlerChecks({ work }: Stage, installation: () => Promise<Installation>): readonly Check[] {
  return Object.entries(scripts).flatMap(([name, script]) =>
    (["node", "browser"] as const).map((platform) => ({
      title: `consumer: ${name} for ${platform === "node" ? "Node" : "browsers"}`,
      run: async () => {
        const { folder } = await installation();
        const outfile = join(folder, "bundles", `${name}-${platform}`, "bundle.mjs");
        writeFiles(folder, { "source.mjs": source, "player.mjs": player, [`bundle-${name}.mjs`]: `${head}${script}\n` });
        const modules = `${pathToFileURL(await installTools(work, "bundlers"))}/`;
        await run(process.execPath, [`bundle-${name}.mjs`, platform, outfile, modules], { cwd: folder });
        if (platform === "browser") return void doesNotMatch(readFileSync(outfile, "utf8"), /["']node:/);
        const { stdout } = await run(process.execPath, ["player.mjs", outfile], { cwd: folder, env: {} });
        return void equal(stdout, "applied\n");
      },
    })),
  );
}

const head = `
  import { dirname } from "node:path";
  const [platform, outfile, modules] = process.argv.slice(2);
  const node = platform === "node";
  const tool = (path) => import(modules + path);`;
