import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/**
 * The licences of every package that the bundle contains, ours aside.
 *
 * @param inputs paths of the bundled files; of those that are bundles themselves, the files that these were made from count
 * @throws Error for a package without a licence file: it may not be published then.
 */
export async function licencesOf(inputs: readonly string[]): Promise<string> {
  const sources = (await Promise.all(inputs.map(sourcesOf))).flat();
  const folders = [...new Set(sources.map(packageFolder).filter((folder) => folder !== undefined))].sort();
  const texts = await Promise.all(folders.map(licenceOf));
  return `aom-workflow contains these packages.\n\n${texts.join("\n\n")}\n`;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly repository?: { readonly url?: string };
}

/** What a file was itself bundled from, as its source map says; else the file. */
async function sourcesOf(input: string): Promise<readonly string[]> {
  const map = await readFile(`${input}.map`, "utf8").catch(() => undefined);
  if (map === undefined) return [input];
  const { sources } = JSON.parse(map) as { readonly sources: readonly string[] };
  return sources.map((source) => join(dirname(input), source));
}

function packageFolder(input: string): string | undefined {
  return input.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/)?.[0];
}

async function licenceOf(folder: string): Promise<string> {
  const { name, version, license, repository } = JSON.parse(await readFile(resolve(folder, "package.json"), "utf8")) as Manifest;
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e([.-]|$)/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file in ${folder}`);
  const source = repository?.url?.replace(/^git(\+https)?:/, "https:").replace(/\.git$/, "");
  return `--- ${name} ${version} (${license}) ---\n${source ? `Source: ${source}\n` : ""}\n${(await readFile(resolve(folder, file), "utf8")).trim()}`;
}
