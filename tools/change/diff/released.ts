import { execFileSync } from "node:child_process";
import { basename } from "node:path";

/** The commit that a contract was released from last, by the tag that the release makes; nothing before the first release. */
export function lastRelease(root: string): string | undefined {
  return git(root, "tag", "--list", "@aom-workflow/openapi@*", "--sort=-version:refname")
    .split("\n")
    .find((tag) => tag !== "");
}

/** A file as it was at a commit; nothing where it was not there. @throws Error for a commit that is not known here */
export function fileAt(root: string, commit: string, path: string): string | undefined {
  git(root, "rev-parse", "--verify", "--quiet", `${commit}^{commit}`);
  try {
    return git(root, "show", `${commit}:${path}`);
  } catch {
    return undefined;
  }
}

/** Names of files of a folder that were deleted since a commit, and not renamed, committed or not. */
export function deletedSince(root: string, commit: string, folder: string): readonly string[] {
  const how = ["-M", "--diff-filter=D", "--name-only", "--format="];
  const committed = git(root, "log", ...how, `${commit}..HEAD`, "--", folder);
  return [committed, git(root, "diff", ...how.slice(0, 3), "HEAD", "--", folder)]
    .join("\n")
    .split("\n")
    .filter((name) => name !== "")
    .map((name) => basename(name));
}

function git(root: string, ...words: readonly string[]): string {
  return execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 26 });
}
