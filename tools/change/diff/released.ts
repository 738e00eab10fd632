import { execFileSync } from "node:child_process";
import { basename } from "node:path";

/** The tag of the last release; before the first one, the commit where the branch left main; undefined without a main. */
export function baseline(root: string): string | undefined {
  const [tag = ""] = git(root, "tag", "--list", "@aom-workflow/openapi@*", "--sort=-version:refname").split("\n");
  if (tag !== "") return tag;
  const mains = git(root, "for-each-ref", "--format=%(refname:short)", "refs/remotes/origin/main", "refs/heads/main").split("\n");
  // Sorted by name: the remote's comes last and is newer than the local one.
  const main = mains.findLast((name) => name !== "");
  return main === undefined ? undefined : git(root, "merge-base", main, "HEAD").trim();
}

/** A file as it was at each later commit that changed it, newest first. */
export function versionsSince(root: string, commit: string, path: string): readonly string[] {
  const commits = git(root, "log", "--format=%H", `${commit}..HEAD`, "--", path).split("\n");
  return commits.flatMap((it) => (it === "" ? [] : (fileAt(root, it, path) ?? [])));
}

/** A file as it was at a commit; undefined if it did not exist. @throws Error if the commit is unknown */
export function fileAt(root: string, commit: string, path: string): string | undefined {
  git(root, "rev-parse", "--verify", "--quiet", `${commit}^{commit}`);
  try {
    return git(root, "show", `${commit}:${path}`);
  } catch {
    return undefined;
  }
}

/** Names of files in a folder that were deleted, not renamed, since a commit; uncommitted deletions count. */
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
