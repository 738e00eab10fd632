import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../files/", import.meta.url));

/** The files of a package as they are listed: without the part of a name that depends on the content. */
export function listed(files: readonly string[]): string {
  return `${files
    .map((file) => file.replace(/-[A-Z0-9]{8}(?=\.js)/, "-HASH"))
    .sort()
    .join("\n")}\n`;
}

/** The list that was last agreed on; empty for a new package. */
export function agreed(name: string): string {
  try {
    return readFileSync(fileOf(name), "utf8");
  } catch {
    return "";
  }
}

export function agree(name: string, list: string): void {
  writeFileSync(fileOf(name), list);
}

function fileOf(name: string): string {
  return `${folder}${name.replace("@", "").replace("/", "-")}.txt`;
}
