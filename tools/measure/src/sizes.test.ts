import { readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { budgets } from "../budgets.ts";

/** Compressed bytes of a program for the web, or for Node, with its static imports; not what it loads later. */
async function sizeOf(
  contents: string,
  { platform = "browser", splitting = false }: { platform?: "browser" | "node"; splitting?: boolean },
) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    outdir: "out",
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    splitting,
    write: false,
    metafile: true,
    logLevel: "error",
    // A peer dependency: users who need it install it.
    external: ["pg"],
  });
  const loaded = new Set(Object.keys(metafile.outputs).filter((path) => path.endsWith("stdin.js")));
  // Grows during the loop.
  for (const path of loaded) {
    const needed = metafile.outputs[path]!.imports.filter(({ kind, external }) => kind === "import-statement" && !external);
    for (const { path: imported } of needed) loaded.add(imported);
  }
  const texts = outputFiles.filter(({ path }) => [...loaded].some((name) => path.endsWith(name))).map(({ contents }) => contents);
  return gzipSync(Buffer.concat(texts)).length;
}

const folders = ["auth", "client", "http", "mcp", "plan", "types"];
const entries = folders.flatMap((folder) => {
  const { name, exports } = JSON.parse(readFileSync(new URL(`../../../packages/${folder}/package.json`, import.meta.url), "utf8"));
  return Object.keys(exports as object)
    .filter((path) => path !== "./package.json" && path !== "./internal")
    .map((path) => `${name}${path.slice(1)}`);
});

test("every entry point that users bundle has a budget, and nothing else does", () => {
  expect(Object.keys(budgets.gzip).sort()).toEqual(entries.sort());
});

const forNode = /\/(node|postgres|mcp)$/;

test.for(Object.entries(budgets.gzip))("%s takes at most %i bytes of a user's bundle", async ([entry, allowed]) => {
  const all = `import * as entry from ${JSON.stringify(entry)}; export { entry };`;
  expect(await sizeOf(all, { platform: forNode.test(entry) ? "node" : "browser" })).toBeLessThanOrEqual(allowed);
});

const imports = `
import { accessKey } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";
const restart = (auth) => createClient({ endpoint: "https://a", projectId: "0", auth }).restart({ workflowId: "w", executionId: "e", nodeId: "n" });
`;
const scripts = {
  "client, token": `${imports}await restart("token");`,
  "client and auth, signed": `${imports}await restart(accessKey({ accessKeyId: "AK", secretAccessKey: "SK" }));`,
} satisfies Record<keyof typeof budgets.script, string>;

test.for(Object.entries(budgets.script))("a script with one call, %s, loads at most %i bytes", async ([name, allowed]) => {
  expect(await sizeOf(scripts[name as keyof typeof scripts], { splitting: true })).toBeLessThanOrEqual(allowed);
});

test.for(Object.entries(budgets.commandLine))("the CLI's file %s has at most %i bytes", ([file, allowed]) => {
  expect(statSync(new URL(`../../../apps/cli/dist/${file}`, import.meta.url)).size).toBeLessThanOrEqual(allowed);
});
