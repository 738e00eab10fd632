/**
 * The repository's address is `repository` in the root package.json. Every published package repeats it, since npm shows it and accepts
 * provenance only from the repository that a package names.
 *
 *     node tools/build/repository-address.mjs                              fails until the address is set everywhere
 *     node tools/build/repository-address.mjs https://github.com/OWNER/NAME   sets it everywhere
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { published, root } from "./published.mjs";

const unset = "The repository's address is not set. Set it with: node tools/build/repository-address.mjs https://github.com/OWNER/NAME";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [address] = process.argv.slice(2);
  const complaint = address === undefined ? complaintOf() : set(address);
  if (complaint !== undefined) {
    process.stderr.write(`${complaint}\n`);
    process.exitCode = 1;
  }
}

/** The fields of a manifest that name the repository; empty without an address. */
export function metadataOf(folder, address) {
  if (address === undefined) return {};
  const directory = folder === "" ? {} : { directory: folder };
  const homepage = folder === "" ? `${address}#readme` : `${address}/tree/main/${folder}#readme`;
  return { homepage, bugs: { url: `${address}/issues` }, repository: { type: "git", url: `git+${address}.git`, ...directory } };
}

/** The address in the root package.json, as people write it. */
export function addressIn(manifest) {
  return manifest.repository?.url.replace(/^git\+/, "").replace(/\.git$/, "");
}

function complaintOf() {
  const address = addressIn(manifestIn(""));
  if (address === undefined) return unset;
  const behind = published()
    .filter(({ folder, manifest }) => !saysSo(manifest, metadataOf(folder, address)))
    .map(({ folder }) => folder);
  return behind.length === 0 ? undefined : `These packages do not name ${address}: ${behind.join(", ")}. Set the address again.`;
}

function saysSo(manifest, metadata) {
  return Object.entries(metadata).every(([name, value]) => JSON.stringify(manifest[name]) === JSON.stringify(value));
}

function set(address) {
  if (!/^https:\/\/[\w.-]+(\/[\w.-]+){2}$/.test(address) || address.endsWith(".git"))
    return `${address} is not an address like https://github.com/OWNER/NAME.`;
  for (const folder of ["", ...published().map((it) => it.folder)]) {
    const { homepage, bugs, repository, ...manifest } = manifestIn(folder);
    // After the author, where people look for them.
    const fields = Object.entries(manifest).flatMap(([name, value]) =>
      name === "author" ? [[name, value], ...Object.entries(metadataOf(folder, address))] : [[name, value]],
    );
    writeFileSync(fileOf(folder), `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`);
  }
}

function manifestIn(folder) {
  return JSON.parse(readFileSync(fileOf(folder), "utf8"));
}

function fileOf(folder) {
  return `${root}${folder === "" ? "" : `${folder}/`}package.json`;
}
