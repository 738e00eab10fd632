import { join } from "node:path";
import { writeFiles } from "../../../lab/folders.ts";
import { withoutWorkspace } from "../../../lab/tools.ts";

/** An environment in which npm and pnpm use a registry and a home of their own, and know nothing of this machine's settings. */
export function npmSettings(work: string, name: string, registry: string): NodeJS.ProcessEnv {
  const home = join(work, "homes", name);
  // Whoever publishes has to be somebody; the registry does not ask who.
  writeFiles(home, { ".npmrc": `registry=${registry}\n//${new URL(registry).host}/:_authToken=rehearsal\n` });
  const { PATH } = withoutWorkspace();
  return {
    PATH,
    HOME: home,
    CI: "true",
    npm_config_userconfig: join(home, ".npmrc"),
    npm_config_cache: join(work, "npm-cache"),
    npm_config_update_notifier: "false",
    npm_config_audit: "false",
    npm_config_fund: "false",
  };
}
