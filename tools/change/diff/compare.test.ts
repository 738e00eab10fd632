import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bumpsIn } from "./changesets.ts";
import { compare } from "./compare.ts";
import { baseline } from "./released.ts";

const contract = readFileSync(new URL("../../../spec/aom.yaml", import.meta.url), "utf8").replace(/^ {2}version: .*/m, "  version: 0.3.0");
const breaking = { from: "enum: [restart, skip, continue", to: "enum: [restart, skip" };
const harmless = { from: "value: { result: success }", to: "value: { result: success, note: queued }" };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "compared-"));
  mkdirSync(join(root, "spec"));
  mkdirSync(join(root, ".changeset"));
  // Another changeset waits for the same packages throughout.
  writeFileSync(join(root, ".changeset/other.md"), '---\n"@aom-workflow/client": minor\n"@aom-workflow/types": minor\n---\n\nFaster.\n');
  writeFileSync(join(root, "spec/aom.yaml"), contract);
  git("init", "--quiet", "--initial-branch", "main");
  commit();
  git("tag", "released");
});
afterEach(() => rmSync(root, { recursive: true }));

test("a breaking change followed by a harmless one is released as breaking, with both texts", async () => {
  edit(breaking, "0.4.0");
  await run({ write: true });
  commit();
  edit(harmless, "0.4.0");
  await run({ write: true });
  const text = changeset("aom-0.4.0.md");
  expect(bumpsIn([text])).toMatchObject({ "@aom-workflow/client": "minor" });
  expect(text).toMatch(/operate: removed the enum value `continue`[\s\S]*the mock answers 200 "success" with note "queued"\./);
  expect((await run({})).problems).toEqual([]);
});

test("each version has a changeset of its own, and all of them are kept", async () => {
  edit(breaking, "0.4.0");
  await run({ write: true });
  commit();
  edit(harmless, "0.4.1");
  await run({ from: "HEAD", write: true });
  expect(bumpsIn([changeset("aom-0.4.1.md")])).toMatchObject({ "@aom-workflow/client": "patch" });
  expect(readdirSync(join(root, ".changeset")).sort()).toEqual(["aom-0.4.0.md", "aom-0.4.1.md", "other.md"]);
  expect((await run({})).problems).toEqual([]);
});

test("a changeset does not repeat what an earlier, unreleased one says", async () => {
  edit(breaking, "0.4.0");
  await run({ write: true });
  commit();
  edit(harmless, "0.4.1");
  await run({ write: true });
  const text = changeset("aom-0.4.1.md");
  expect(text).toContain('the mock answers 200 "success" with note "queued"');
  expect(text).not.toContain("removed the enum value");
  expect(bumpsIn([text])).toMatchObject({ "@aom-workflow/client": "patch" });
  expect((await run({})).problems).toEqual([]);
});

test("text that a person wrote into a changeset stays", async () => {
  edit(breaking, "0.4.0");
  await run({ write: true });
  const path = join(root, ".changeset/aom-0.4.0.md");
  writeFileSync(path, `${readFileSync(path, "utf8")}\nRestart the workflow instead.\n`);
  await run({ write: true });
  expect(changeset("aom-0.4.0.md")).toContain("Restart the workflow instead.\n");
});

test("a missing changeset is named, although there are others", async () => {
  edit(breaking, "0.4.0");
  expect((await run({})).problems).toEqual([".changeset/aom-0.4.0.md is missing. Write it: pnpm spec:diff --write --from released"]);
});

test("a deleted changeset is named although there is a later one; a renamed one is not", async () => {
  edit(breaking, "0.4.0");
  await run({ write: true });
  commit();
  git("mv", ".changeset/aom-0.4.0.md", ".changeset/aom-0.4.1.md");
  edit(harmless, "0.4.1");
  commit();
  await run({ write: true });
  expect((await run({})).problems).toEqual([]);
  commit();
  edit({ from: "summary: Stop", to: "summary: Cancel" }, "0.5.0");
  await run({ write: true });
  rmSync(join(root, ".changeset/aom-0.4.1.md"));
  expect((await run({})).problems).toContain(".changeset/aom-0.4.1.md was deleted before its release. Restore it from git.");
});

test("before the first release a branch is compared with the commit where it left main, later with the last release", () => {
  git("tag", "left");
  git("switch", "--quiet", "--create", "topic");
  edit(breaking, "0.4.0");
  commit();
  expect(execFileSync("git", ["rev-parse", "left"], { cwd: root, encoding: "utf8" }).trim()).toBe(baseline(root));
  git("tag", "@aom-workflow/openapi@0.9.0");
  git("tag", "@aom-workflow/openapi@0.10.0");
  expect(baseline(root)).toBe("@aom-workflow/openapi@0.10.0");
});

test("a version that was not raised and a bump that was lowered are named", async () => {
  edit(breaking, "0.3.0");
  expect((await run({ write: true })).problems).toEqual(["spec/aom.yaml changed, but info.version is still 0.3.0."]);
  edit(breaking, "0.4.0");
  await run({ write: true });
  const path = join(root, ".changeset/aom-0.4.0.md");
  writeFileSync(path, readFileSync(path, "utf8").replace('"@aom-workflow/client": minor', '"@aom-workflow/client": patch'));
  expect((await run({})).problems).toEqual(["@aom-workflow/client has a changeset of patch; the contract requires minor."]);
});

test("a rename on the wire comes with the line that keeps the input's name", async () => {
  edit({ from: "name: node_id", to: "name: step_id" }, "0.4.0");
  const { text } = await run({});
  expect(text).toMatch(/breaks {2}rules {2}operate: the input nodeId is now stepId\n +x-name: nodeId at step_id keeps the input's name\./);
});

function run({ from = "released", write = false }): ReturnType<typeof compare> {
  return compare(root, from, ["aom"], { write });
}

function edit({ from, to }: { readonly from: string; readonly to: string }, version: string): void {
  const path = join(root, "spec/aom.yaml");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace(from, to).replace(/^ {2}version: .*/m, `  version: ${version}`));
}

function changeset(name: string): string {
  return readFileSync(join(root, ".changeset", name), "utf8");
}

function commit(): void {
  git("add", "--all");
  git("-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "commit", "--quiet", "--message", "Change");
}

function git(...words: readonly string[]): void {
  execFileSync("git", words, { cwd: root, stdio: "pipe" });
}
