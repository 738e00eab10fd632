import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../lab/children.ts";
import { withoutWorkspace } from "../../lab/install.ts";
import { npmSettings } from "./registry.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Used as the repository's address until it has one. */
const address = "https://github.com/aom-workflow/aom-workflow";

/**
 * A clone of the committed state as the release workflow sees it after the version pull request is merged: installed from the lockfile, versions
 * raised, change logs written.
 */
export async function copyOfRepository(work: string): Promise<string> {
  const copy = join(work, "repository");
  await run("git", ["clone", "--quiet", "--no-hardlinks", root, copy], { cwd: work });
  await run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: copy, timeout: 300_000 });
  const { code } = await run("node", ["tools/build/repository-address.mjs"], { cwd: copy, exits: [0, 1] });
  if (code !== 0) await run("node", ["tools/build/repository-address.mjs", address], { cwd: copy });
  const changesets = join(copy, ".changeset");
  const waiting = existsSync(changesets) && readdirSync(changesets).some((name) => name.endsWith(".md") && name !== "README.md");
  if (waiting) await run("pnpm", ["exec", "changeset", "version"], { cwd: copy });
  return copy;
}

/** Whether there are uncommitted changes, which are not rehearsed. */
export async function uncommitted(): Promise<boolean> {
  return (await run("git", ["status", "--porcelain"], { cwd: root })).stdout !== "";
}

/**
 * The environment of a maintainer who can publish to one registry only.
 *
 * @throws Error if npm or pnpm would still publish elsewhere: a rehearsal must not become a release
 */
export async function onlyTo(registry: string, copy: string, work: string): Promise<NodeJS.ProcessEnv> {
  const { npm_config_userconfig } = npmSettings(work, "maintainer", registry);
  copyFileSync(npm_config_userconfig as string, join(copy, ".npmrc"));
  // Keeps the PATH of this workspace, which has pnpm, but not the variables that npx sets.
  const env = { ...withoutWorkspace(), PATH: process.env.PATH, npm_config_userconfig, NPM_CONFIG_USERCONFIG: npm_config_userconfig };
  for (const command of ["npm", "pnpm"]) {
    const { stdout } = await run(command, ["config", "get", "registry"], { cwd: join(copy, "packages/client"), env });
    if (stdout.trim() !== registry) throw new Error(`${command} would publish to ${stdout.trim()} and not to ${registry}.`);
  }
  return env;
}
