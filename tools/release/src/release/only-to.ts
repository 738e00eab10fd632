import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../lab/children.ts";
import { withoutWorkspace } from "../../../lab/tools.ts";
import { npmSettings } from "../registry/npm-settings.ts";

/**
 * The environment of a maintainer who can publish to one registry only.
 *
 * @throws Error if npm or pnpm would publish elsewhere all the same: a rehearsal must not become the performance
 */
export async function onlyTo(registry: string, copy: string, work: string): Promise<NodeJS.ProcessEnv> {
  const { npm_config_userconfig } = npmSettings(work, "maintainer", registry);
  copyFileSync(npm_config_userconfig as string, join(copy, ".npmrc"));
  // With the commands of this workspace, pnpm above all, and without what npx has set for it.
  const env = { ...withoutWorkspace(), PATH: process.env.PATH, npm_config_userconfig, NPM_CONFIG_USERCONFIG: npm_config_userconfig };
  for (const command of ["npm", "pnpm"]) {
    const { stdout } = await run(command, ["config", "get", "registry"], { cwd: join(copy, "packages/client"), env });
    if (stdout.trim() !== registry) throw new Error(`${command} would publish to ${stdout.trim()} and not to ${registry}.`);
  }
  return env;
}
