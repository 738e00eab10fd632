import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** A package with all that it needs at run time. */
export interface InstalledPackage {
  name: string;
  version: string;
  /** Where it really is, behind all links. */
  folder: string;
  dependencies: InstalledPackage[];
}

/**
 * Follows `dependencies` from package to package as Node would find them.
 *
 * @param from Folder that the package is looked for from.
 * @throws Error if a dependency is not installed.
 */
export function dependencyTree(name: string, from: string, ancestors: readonly string[] = []): InstalledPackage {
  const folder = folderOf(name, from);
  const { version, dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const names = Object.keys(dependencies).filter((dependency) => !ancestors.includes(dependency));
  return { name, version, folder, dependencies: names.map((dependency) => dependencyTree(dependency, folder, [...ancestors, name])) };
}

function folderOf(name: string, from: string): string {
  const folder = join(from, "node_modules", name);
  if (existsSync(folder)) return realpathSync(folder);
  if (dirname(from) === from) throw new Error(`${name} is not installed.`);
  return folderOf(name, dirname(from));
}
