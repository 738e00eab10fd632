import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The packages that people install, with their folders. */
export function published() {
  const folders = ["packages", "apps"].flatMap((group) => readdirSync(`${root}${group}`).map((name) => `${group}/${name}`));
  return ["spec", ...folders]
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(`${root}${folder}/package.json`, "utf8")) }))
    .filter(({ manifest }) => manifest.private !== true);
}
