import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { licencesOf } from "./build/licences.ts";

const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };

await rm("dist", { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ["src/main.ts"],
  outfile: "dist/aom-workflow.cjs",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  minify: true,
  legalComments: "none",
  banner: { js: "#!/usr/bin/env node" },
  define: { CLI_VERSION: JSON.stringify(version) },
  metafile: true,
  logLevel: "warning",
});
await chmod("dist/aom-workflow.cjs", 0o755);
await writeFile("dist/THIRD-PARTY-LICENSES.txt", await licencesOf(Object.keys(metafile.inputs)));
