import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Path of every file that is, or could be, committed. */
export const files: readonly string[] = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(`${root}${file}`));

/** Hand-written and generated program text, tests included. */
export const code: readonly string[] = files.filter((file) => /\.(ts|mjs|js)$/.test(file));

/** Program text that ships or runs on its own. */
export const source: readonly string[] = code.filter((file) => !/\.test(-d)?\.ts$/.test(file));

/** The text of a file. */
export function read(file: string): string {
  const text = texts.get(file) ?? readFileSync(`${root}${file}`, "utf8");
  texts.set(file, text);
  return text;
}

const texts = new Map<string, string>();

export interface Manifest {
  name: string;
  private?: boolean;
  description?: string;
  keywords?: string[];
  author?: string;
  license?: string;
  homepage?: string;
  bugs?: { url: string };
  repository?: { type: string; url: string; directory?: string };
  type?: string;
  sideEffects?: boolean;
  files?: string[];
  bin?: Record<string, string>;
  engines?: Record<string, string>;
  scripts?: Record<string, string>;
  publishConfig?: { access?: string; provenance?: boolean };
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** Every package of the workspace with the folder it lives in. */
export const packages: readonly { folder: string; manifest: Manifest }[] = files
  .filter((file) => /^(spec|(packages|apps|tools)\/[^/]+)\/package\.json$/.test(file))
  .map((file) => ({ folder: file.slice(0, -"/package.json".length), manifest: JSON.parse(read(file)) }));

/** The ones that people install. */
export const published = packages.filter(({ manifest }) => manifest.private !== true);

/** What a file imports or re-exports, by the words between the quotes. */
export function importsOf(file: string): string[] {
  return specifiersIn(withoutComments(read(file)));
}

/** The same without what only the compiler sees. */
export function valueImportsOf(file: string): string[] {
  return specifiersIn(withoutComments(read(file)).replace(/\b(?:import|export) type \{[^}]*\} from [^;]+;/g, ""));
}

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function specifiersIn(text: string): string[] {
  const statements = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g);
  return [...statements].map((match) => match[1] as string);
}
