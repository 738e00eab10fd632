import { readdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";

/**
 * The licences of every package that the bundle holds, ours aside.
 *
 * @param inputs paths of the bundled files
 * @throws Error for a package without a licence file: it may not be published then.
 */
export async function licencesOf(inputs: readonly string[]): Promise<string> {
  const folders = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined))].sort();
  const texts = await Promise.all(folders.map(licenceOf));
  return `aom-workflow contains these packages.\n\n${texts.join("\n\n")}\n`;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly repository?: { readonly url?: string };
}

function packageFolder(input: string): string | undefined {
  return input.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/)?.[0];
}

async function licenceOf(folder: string): Promise<string> {
  const { name, version, license, repository } = JSON.parse(await readFile(resolve(folder, "package.json"), "utf8")) as Manifest;
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file in ${folder}`);
  const source = repository?.url?.replace(/^git(\+https)?:/, "https:").replace(/\.git$/, "");
  return `--- ${name} ${version} (${license}) ---\n${source ? `Source: ${source}\n` : ""}\n${(await readFile(resolve(folder, file), "utf8")).trim()}`;
}
