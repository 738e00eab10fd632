import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { published } from "../../build/published.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "versions-"));
const folders: readonly string[] = published().map(({ folder }: { readonly folder: string }) => folder);

beforeAll(() => {
  for (const file of [
    "package.json",
    "pnpm-workspace.yaml",
    ".changeset/config.json",
    ...folders.map((folder) => `${folder}/package.json`),
  ]) {
    mkdirSync(join(copy, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  git("init", "--quiet", "--initial-branch", "main");
  commit("The packages");
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("two changes of the contract become two versions of all packages, listed in their change logs", () => {
  const [first, second] = [
    release("types", "minor", "A parameter has another name."),
    release("openapi", "patch", "An example is clearer."),
  ];
  expect(new Set(Object.values(first)).size).toBe(1);
  expect(new Set(Object.values(second)).size).toBe(1);
  const [minor, patch] = [first["packages/types"], second["packages/types"]] as [string, string];
  expect(patch).toBe(minor.replace(/\d+$/, (digits) => String(Number(digits) + 1)));
  expect(changelog("packages/types")).toMatch(new RegExp(`## ${patch}\\n.*## ${minor}\\n.*A parameter has another name\\.`, "s"));
  expect(changelog("spec")).toMatch(/An example is clearer\./);
  // The CLI bundles them, so it needs a version with the change, too.
  expect(changelog("apps/cli")).toMatch(new RegExp(`## ${patch}\\n`));
});

/** Releases with one changeset. @returns the new version of each package */
function release(name: string, bump: string, sentence: string): Readonly<Record<string, string>> {
  writeFileSync(join(copy, ".changeset", `${name}.md`), `---\n"@aom-workflow/${name}": ${bump}\n---\n\n${sentence}\n`);
  commit(sentence);
  execFileSync(process.execPath, [join(root, "node_modules/@changesets/cli/bin.js"), "version"], { cwd: copy, stdio: "pipe" });
  expect(readdirSync(join(copy, ".changeset"))).toEqual(["config.json"]);
  commit("Release new versions");
  return Object.fromEntries(
    folders.map((folder) => [folder, JSON.parse(readFileSync(join(copy, folder, "package.json"), "utf8")).version]),
  );
}

function changelog(folder: string): string {
  return readFileSync(join(copy, folder, "CHANGELOG.md"), "utf8");
}

function commit(message: string): void {
  git("add", "--all");
  git("-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "commit", "--quiet", "--message", message);
}

function git(...words: readonly string[]): void {
  execFileSync("git", words, { cwd: copy, stdio: "pipe" });
}
