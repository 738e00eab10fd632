import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const source = fileURLToPath(new URL("../conformance/probe.ts", import.meta.url));

/** A program around the probe, which it imports from "probe". */
export interface Program {
  readonly text: string;
  /** Import conditions of a platform that has no packages: they become part of the program. */
  readonly bundledFor?: readonly string[];
}

/** Makes one file of the probe and a program around it, in a project that has our packages. */
export async function bundleProbe(folder: string, name: string, { text, bundledFor }: Program): Promise<string> {
  const outfile = join(folder, name);
  await build({
    stdin: { contents: text, resolveDir: folder, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
    tsconfigRaw: {},
    ...(bundledFor
      ? { platform: "browser", conditions: [...bundledFor], plugins: [probe, packagesOf(folder)] }
      : { platform: "neutral", external: ["node:*", "@aom-workflow/*"], plugins: [probe] }),
  });
  return outfile;
}

const probe: Plugin = { name: "probe", setup: ({ onResolve }) => onResolve({ filter: /^probe$/ }, () => ({ path: source })) };

/** The probe is a file of the workspace; the packages that it imports must be those of the project. */
const packagesOf = (folder: string): Plugin => ({
  name: "packages",
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^@aom-workflow\// }, ({ path, kind, resolveDir }) =>
      resolveDir.startsWith(folder) ? undefined : resolve(path, { kind, resolveDir: folder }),
    ),
});
