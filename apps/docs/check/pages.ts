import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** Every page that was built, by its path in the site. */
export const builtPages: readonly string[] = globSync("**/*.html", { cwd: dist })
  .filter((page) => page !== "404.html")
  .sort();

/** The longest pages of the API have the colours of the others, and more words than can be held against what is behind them in a minute. */
export function isForContrast(page: string): boolean {
  return !page.startsWith("api/") || ["api/index.html", "api/client-node.html", "api/auth.html"].includes(page);
}
