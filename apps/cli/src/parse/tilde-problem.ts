import { shellQuoted } from "../output/text/printable.ts";

/** Says that a path begins with a `~` that the shell was to expand, to be read after its name, or nothing. @param before what stands before it where it is typed */
export function tildeProblem(path: string, before: string): string | undefined {
  return path.startsWith("~") ? `is ${path}, whose ~ the shell has not expanded: write ${before} ${unquotedHome(path)}` : undefined;
}

/** The same of a variable, which may come from where there is no shell. */
export function tildeInVariable(path: string): string | undefined {
  return path.startsWith("~") ? `is ${path}, whose ~ no shell has expanded: write the whole path` : undefined;
}

/** A path as a shell reads it when its `~` is to become a folder: that part must not be in quotes. */
function unquotedHome(path: string): string {
  const end = path.indexOf("/") + 1;
  return end === 0 || end === path.length ? path : path.slice(0, end) + shellQuoted(path.slice(end));
}
