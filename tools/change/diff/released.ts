import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The commit that a contract was released from last, by the tag that the release makes; nothing before the first release. */
export function lastRelease(): string | undefined {
  const tags = git("tag", "--list", "@aom-workflow/openapi@*", "--sort=-version:refname").split("\n");
  return tags[0] === "" ? undefined : tags[0];
}

/** A file as it was at a commit; nothing where it was not there. @throws Error for a commit that is not known here */
export function fileAt(commit: string, path: string): string | undefined {
  git("rev-parse", "--verify", "--quiet", `${commit}^{commit}`);
  try {
    return git("show", `${commit}:${path}`);
  } catch {
    return undefined;
  }
}

function git(...words: readonly string[]): string {
  const text = execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 26 });
  return words[0] === "show" ? text : text.trim();
}
