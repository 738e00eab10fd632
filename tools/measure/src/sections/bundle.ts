import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import type { Row } from "../measure/comparison.ts";
import { writeScript } from "../scripts/write-script.ts";
import type { Bench, Section } from "./bench.ts";

/** What a script with one call loads when it is bundled with all that it needs, minified and compressed; not what only other calls load. */
export const bundle: Section = async (bench) => [
  {
    section: "bundle",
    title: "Bundle of a script with one call, minified, gzip",
    unit: "kB",
    noise: 0,
    rows: [
      await row("client, token", "client-token", "browser", bench),
      await row("client and auth, signed", "client-signed", "browser", bench),
      await row("client, token, for Node", "client-token", "node", bench),
      await row("client and auth, signed, for Node", "client-signed", "node", bench),
      await row("fetch, token", "fetch-token", "browser", bench),
      await row("node:http, signed", "http-signed", "node", bench),
      await row("official SDK, signed, for Node", "official-signed", "node", bench),
    ],
  },
];

async function row(name: string, subject: string, platform: "browser" | "node", { installations }: Bench): Promise<Row> {
  const { folder } = subject.startsWith("official") ? installations.official : installations.library;
  const { outputFiles, metafile } = await build({
    entryPoints: [await writeScript(folder, subject, "once")],
    outdir: "bundle",
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    platform,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  const loaded = loadedAtOnce(metafile);
  const contents = outputFiles.filter(({ path }) => loaded.has(relative(process.cwd(), path))).map(({ contents }) => contents);
  const bytes = gzipSync(Buffer.concat(contents), { level: 9 }).byteLength;
  return { name, ours: subject.startsWith("client"), samples: [bytes / 1000], ratios: [] };
}

/** The entry point and what it imports; not what is loaded when it is needed. */
function loadedAtOnce({ outputs }: Metafile): ReadonlySet<string> {
  const loaded = new Set(Object.keys(outputs).filter((path) => outputs[path]?.entryPoint !== undefined && /once/.test(path)));
  // Grows while it is gone through.
  for (const path of loaded) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && outputs[imported]) loaded.add(imported);
  }
  return loaded;
}
