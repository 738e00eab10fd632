import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { operations } from "@aom-workflow/types";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { licencesOf } from "./build/licences.ts";
import { manPage } from "./build/man-page.ts";

const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };

const common: BuildOptions & { metafile: true } = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  minify: true,
  legalComments: "none",
  define: { CLI_VERSION: JSON.stringify(version) },
  metafile: true,
  logLevel: "warning",
  // Else the `paths` of a package's tsconfig.json would win over the `imports` of its package.json, and what is for the web come in.
  tsconfigRaw: {},
};

/** Puts what `filter` names into a file of its own, which is read only when it is needed. */
function fileOfItsOwn(filter: RegExp, path: string): Plugin {
  return { name: path, setup: ({ onResolve }) => onResolve({ filter }, () => ({ path, external: true })) };
}

await rm("dist", { recursive: true, force: true });
const start = await build({
  ...common,
  entryPoints: ["src/main.ts"],
  outfile: "dist/aom-workflow.cjs",
  banner: { js: "#!/usr/bin/env node" },
  // commander asks for it at once, only to start commands that are programs of their own; it costs a sixth of Node's start.
  alias: { "node:child_process": "./build/no-child-process.ts" },
  // Help and version need no more than the parser.
  plugins: [fileOfItsOwn(/\/dispatch\.ts$/, "./commands.cjs")],
});
const rest = await build({
  ...common,
  entryPoints: ["src/dispatch.ts"],
  outfile: "dist/commands.cjs",
  // Only who keeps a regions file needs a parser for it.
  plugins: [fileOfItsOwn(/^yaml$/, "./yaml.cjs")],
});
const yaml = await build({
  ...common,
  stdin: { contents: 'export { parse } from "yaml"', resolveDir: "../../packages/auth" },
  outfile: "dist/yaml.cjs",
});
await chmod("dist/aom-workflow.cjs", 0o755);
const inputs = [start, rest, yaml]
  .flatMap(({ metafile }) => Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs)))
  .flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
await writeFile("dist/THIRD-PARTY-LICENSES.txt", await licencesOf(inputs));
await writeFile("dist/aom-workflow.1", manPage(operations.StartPausingWorkflowExecutions, version));
