import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { licencesOf } from "../../tools/build/licences.ts";
import { bundleApart } from "./build/bundle-apart.ts";
import { manPage } from "./build/man-page.ts";
import { commandsOf } from "./src/surface/commands.ts";

const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };

await rm("dist", { recursive: true, force: true });
const builds = await bundleApart("src/main.ts", "aom-workflow", {
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  banner: { js: "#!/usr/bin/env node" },
  bundle: true,
  // Installed beside the command by whoever keeps the journal in a database.
  external: ["pg"],
  platform: "node",
  // The SDK of the Model Context Protocol then leaves out a validator that nothing uses, a fifth of the file that serves it.
  conditions: ["workerd"],
  // Node starts a CommonJS file faster than an ES module.
  format: "cjs",
  target: "node20",
  // Becomes a `require`: the loader of ES modules takes longer.
  supported: { "dynamic-import": false },
  minify: true,
  legalComments: "none",
  define: { CLI_VERSION: JSON.stringify(version) },
  metafile: true,
  logLevel: "warning",
  logOverride: { "ignored-bare-import": "silent" },
  tsconfigRaw: {},
});
await chmod("dist/aom-workflow.cjs", 0o755);
const inputs = builds
  .flatMap(({ metafile }) => Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs)))
  .flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
await writeFile("dist/THIRD-PARTY-LICENSES.txt", await licencesOf("aom-workflow", inputs));
await writeFile("dist/aom-workflow.1", manPage(commandsOf(operations, docs), version));
