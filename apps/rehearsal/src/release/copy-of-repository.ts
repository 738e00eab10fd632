import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../machine/children.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** Stands for the address of the repository while it has none. */
const address = "https://github.com/aom-workflow/aom-workflow";

/**
 * A clone of what is committed, as the release workflow has it once the version pull request is merged: installed as the lockfile says, versions
 * raised, change logs written.
 */
export async function copyOfRepository(work: string): Promise<string> {
  const copy = join(work, "repository");
  await run("git", ["clone", "--quiet", "--no-hardlinks", root, copy], { cwd: work });
  await run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: copy, timeout: 300_000 });
  const isSet = await run("node", ["tools/build/repository-address.mjs"], { cwd: copy }).then(
    () => true,
    () => false,
  );
  if (!isSet) await run("node", ["tools/build/repository-address.mjs", address], { cwd: copy });
  if (hasChangesets(copy)) await run("pnpm", ["exec", "changeset", "version"], { cwd: copy });
  return copy;
}

/** What is changed here and not committed is not rehearsed. */
export async function uncommitted(): Promise<boolean> {
  return (await run("git", ["status", "--porcelain"], { cwd: root })).stdout !== "";
}

function hasChangesets(copy: string): boolean {
  const folder = join(copy, ".changeset");
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith(".md") && name !== "README.md");
}
