import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Row } from "../measure/comparison.ts";
import { writeScript } from "../scripts/write-script.ts";
import type { Bench, Section } from "./bench.ts";

/** What a script with one call weighs when it is bundled with all that it needs, minified and compressed. */
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
  const { outputFiles } = await build({
    entryPoints: [await writeScript(folder, subject, "once")],
    bundle: true,
    minify: true,
    write: false,
    platform,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  const bytes = gzipSync(outputFiles[0]!.contents, { level: 9 }).byteLength;
  return { name, ours: subject.startsWith("client"), samples: [bytes / 1000], ratios: [] };
}
