import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** Every page that was built, by its address in the site without the first slash. */
export const builtPages: readonly string[] = globSync("**/*.html", { cwd: dist })
  .filter((page) => page !== "404.html")
  .map((page) => page.replace(/(^|(?<=\/))index\.html$|\.html$/, ""))
  .sort();

/** Pages without a twin for programs, twins with what only the site understands, and links of `llms.txt` that lead nowhere. */
export function deadTwins(pages: readonly string[]): string[] {
  const files = new Set(globSync("**/*.md", { cwd: dist }));
  const without = pages.filter((page) => !files.has(`${page.replace(/(^|\/)$/, "$1index")}.md`)).map((page) => `/${page} has none`);
  const foreign = [...files].filter((file) => /^<!--@|^<[A-Z].*\/>$|^<script/m.test(readFileSync(`${dist}/${file}`, "utf8")));
  const links = [...readFileSync(`${dist}/llms.txt`, "utf8").matchAll(/\]\(\/(.*?)\)/g)].map(([, link]) => link as string);
  if (links.length === 0) return ["llms.txt has no link"];
  return [
    ...without,
    ...foreign.map((file) => `${file} has a component`),
    ...links.filter((link) => !files.has(link)).map((link) => `llms.txt links to ${link}`),
  ];
}

/** The longest pages of the API have the colours of the others, and more words than can be held against what is behind them in a minute. */
export function isForContrast(page: string): boolean {
  return !page.startsWith("api/") || ["api/", "api/client-node", "api/auth"].includes(page);
}
