import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/**
 * The licences of every package that the bundle contains, except ours.
 *
 * @param name the package that has the bundle
 * @param inputs paths of the bundled files; if one is itself a bundle, the files it was made from count
 * @throws Error if a package neither has a licence file nor names its licence, since it must not be published then
 */
export async function licencesOf(name: string, inputs: readonly string[]): Promise<string> {
  const sources = (await Promise.all(inputs.map(sourcesOf))).flat();
  const folders = [...new Set(sources.map(packageFolder).filter((folder) => folder !== undefined))].sort();
  const texts = new Set(await Promise.all(folders.map(licenceOf)));
  return `${name} contains these packages.\n\n${[...texts].toSorted().join("\n\n")}\n`;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** The older form of `license`, still in use. */
  readonly licenses?: readonly { readonly type: string }[];
  readonly repository?: string | { readonly url?: string };
}

/** The sources of a file according to its source map; without one, the file itself. */
async function sourcesOf(input: string): Promise<readonly string[]> {
  const map = await readFile(`${input}.map`, "utf8").catch(() => undefined);
  if (map === undefined) return [input];
  const { sources } = JSON.parse(map) as { readonly sources: readonly string[] };
  if (packageFolder(input) === undefined) return sources.map((source) => join(dirname(input), source));
  // The map of someone else's bundle names their folders; the packages in it are installed here too.
  return [
    input,
    ...(await Promise.all(sources.flatMap((source) => source.match(/node_modules\/\.pnpm\/.+$/)?.[0] ?? []).map(installedCopyOf))),
  ];
}

const store = join(import.meta.dirname, "../../node_modules/.pnpm");

/** A file of the same package in this workspace's store, of the same version if possible. @throws Error if the package is not installed */
async function installedCopyOf(source: string): Promise<string> {
  const name = packageFolder(source)?.split("/node_modules/").at(-1) ?? source;
  const folders = await readdir(store);
  const [, version = ""] = source.match(/\.pnpm\/.+?@([\d.]+)/) ?? [];
  const prefix = `${name.replace("/", "+")}@`;
  const folder = folders.find((each) => each.startsWith(prefix + version)) ?? folders.find((each) => each.startsWith(prefix));
  if (folder === undefined) throw new Error(`${name} is bundled, but not installed, so its licence is unknown`);
  return join(store, folder, "node_modules", name, "package.json");
}

function packageFolder(input: string): string | undefined {
  return input.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/)?.[0];
}

async function licenceOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(resolve(folder, "package.json"), "utf8")) as Manifest;
  const { name, version, repository, license = manifest.licenses?.[0]?.type } = manifest;
  const file = (await readdir(folder)).find((entry) => /^(mit-)?licen[cs]e([.-]|$)/i.test(entry));
  if (!file && !license) throw new Error(`${name} has no licence file in ${folder}, and names no licence`);
  const address = typeof repository === "string" ? repository : repository?.url;
  const source = address?.replace(/^git(\+https)?:/, "https:").replace(/\.git$/, "");
  const text = file
    ? (await readFile(resolve(folder, file), "utf8")).trim()
    : `The package has no licence file; its manifest says ${license}.`;
  return `--- ${name} ${version} (${license}) ---\n${source ? `Source: ${source}\n` : ""}\n${text}`;
}
