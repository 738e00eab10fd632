import { basename, dirname } from "node:path";
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
        return { path: `./${fileFor(resolved.path, path, apart)}.cjs`, external: true };
      });
    },
  };
}

const resolving = Symbol("resolving");

/** The name of the file for what is loaded apart: one for each, however it is imported. A package of others is named after itself. */
function fileFor(module: string, path: string, apart: Map<string, string>): string {
  const name = module.includes("node_modules") ? basename(path) : nameOf(module);
  if ((apart.get(name) ?? module) !== module) throw new Error(`${module} and ${apart.get(name)} would both become ${name}.cjs.`);
  apart.set(name, module);
  return name;
}

/** Without the extension, and without what tells chunks of a bundle apart; an index is named after its folder. */
function nameOf(module: string): string {
  const name = basename(module).replace(/(-[A-Z\d]{8})?\.[jt]s$/, "");
  return name === "index" ? basename(dirname(module)) : name;
}
