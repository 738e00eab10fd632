import { basename } from "node:path";
import { type BuildOptions, type BuildResult, build, type Plugin } from "esbuild";

interface Options extends BuildOptions {
  readonly metafile: true;
  readonly outdir: string;
}

/**
 * Bundles an entry point into one file. What it loads by `import()` becomes a file of its own beside it, which is read when it is needed.
 * esbuild itself can split ES modules only, and those start slower.
 */
export async function bundleApart(entry: string, name: string, options: Options): Promise<readonly BuildResult<{ metafile: true }>[]> {
  const apart = new Map<string, string>();
  const plugins = [filesApart(apart)];
  const built = [await build({ ...options, entryPoints: { [name]: entry }, plugins })];
  const { banner: _, ...others } = options;
  // Grows while it is gone through.
  for (const [name, path] of apart) built.push(await build({ ...others, entryPoints: { [name]: path }, plugins }));
  return built;
}

function filesApart(apart: Map<string, string>): Plugin {
  return {
    name: "files-apart",
    setup({ onResolve, resolve }) {
      onResolve({ filter: /./ }, async ({ path, kind, pluginData, ...from }) => {
        if (kind !== "dynamic-import" || pluginData === resolving) return undefined;
        const resolved = await resolve(path, { kind, ...from, pluginData: resolving });
        if (resolved.external || resolved.errors.length > 0) return resolved;
        apart.set(nameOf(path), resolved.path);
        return { path: `./${nameOf(path)}.cjs`, external: true };
      });
    },
  };
}

const resolving = Symbol("resolving");

/** Without the extension, and without what tells chunks of a bundle apart. */
function nameOf(path: string): string {
  return basename(path).replace(/(-[A-Z\d]{8})?\.[jt]s$/, "");
}
