import { readFileSync, statSync } from "node:fs";

/** Says why a file cannot be used as the certificates of an authority, to be read after the name of the setting, or nothing. */
export function authorityProblem(path: string): string | undefined {
  const found = read(path);
  return "problem" in found ? found.problem : undefined;
}

/** The certificates of a file that has no {@link authorityProblem}. */
export function readAuthority(path: string): string | undefined {
  const found = read(path);
  return "text" in found ? found.text : undefined;
}

function read(path: string): { readonly text: string } | { readonly problem: string } {
  try {
    // Reading a pipe that nobody writes to would never end.
    if (!statSync(path).isFile()) return { problem: `names ${path}, which is not a file` };
    const text = readFileSync(path, "utf8");
    if (text.includes("-----BEGIN CERTIFICATE-----")) return { text };
    return { problem: `must name a file with certificates in PEM format; there are none in ${path}` };
  } catch (error) {
    return { problem: `names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}
