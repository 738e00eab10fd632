import { isAbsolute } from "node:path";
import { UsageError } from "../output/usage-error.ts";
import type { Environment } from "../surface/environment.ts";

/** The folder of this user. @throws UsageError for a `HOME` that is no absolute path: it would obey files of whatever folder one is in */
export function homeOf({ HOME: home = accountHome() }: Environment): string {
  return absolute("HOME", home);
}

/** @throws UsageError for a path that is not absolute */
export function absolute(variable: string, path: string): string {
  if (isAbsolute(path)) return path;
  throw new UsageError(`${variable} must be an absolute path, not ${JSON.stringify(path)}.`);
}

/** The home folder by the account, where no variable says it; only then the module is loaded. */
export function accountHome(): string {
  return process.getBuiltinModule("node:os").homedir();
}
