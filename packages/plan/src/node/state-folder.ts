import { createHash } from "node:crypto";
import os from "node:os";
import { isAbsolute, posix, win32 } from "node:path";
import { InvalidInputError } from "@aom-workflow/client";
import type { Target } from "../journal/action.ts";
import { PlanError } from "../journal/plan-error.ts";

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder for journals and plans: `aom-workflow` in `$XDG_STATE_HOME`, by default in `~/.local/state`; on Windows in `%LOCALAPPDATA%`.
 *
 * @throws PlanError if a variable is not an absolute path, since each working directory would then have its own journal; or if there is neither a variable
 *   nor a home folder, as in a container with a user id that has no account
 */
export function stateFolder(env: Environment = process.env, platform: NodeJS.Platform = process.platform): string {
  if (platform === "win32")
    return win32.join(env.LOCALAPPDATA || win32.join(accountHome("LOCALAPPDATA"), "AppData", "Local"), "aom-workflow");
  const folder = env.XDG_STATE_HOME || posix.join(absolute("HOME", env.HOME || accountHome("HOME or XDG_STATE_HOME")), ".local", "state");
  return posix.join(absolute("XDG_STATE_HOME", folder), "aom-workflow");
}

/** The default path of a target's journal. */
export function journalPath(target: Target, env: Environment = process.env): string {
  const { endpoint, projectId } = canonical(target);
  const hash = createHash("sha256")
    .update(JSON.stringify([endpoint, projectId]))
    .digest("hex");
  const readable = `${endpoint.replace(/^https?:\/\//, "")}-${projectId}`.replace(/[^\w.-]+/g, "-").replace(/^[.-]+/, "");
  return joined(stateFolder(env), `${readable.slice(0, 100)}-${hash.slice(0, 8)}.journal.jsonl`);
}

/** Normalizes a target, so that a trailing slash does not make another journal. */
export function canonical({ endpoint, projectId }: Target): Target {
  const url = URL.canParse(endpoint) ? new URL(endpoint).href.replace(/\/+$/, "") : endpoint;
  return { endpoint: url, projectId };
}

/** Checks and normalizes a target. @throws InvalidInputError if its endpoint or project is missing */
export function targetIn(given: Target): Target {
  const { endpoint, projectId } = Object(given) as Partial<Target>;
  if (!endpoint || !projectId) throw new InvalidInputError("target", "must have an endpoint and a projectId");
  return canonical({ endpoint, projectId });
}

export function joined(folder: string, name: string): string {
  return (process.platform === "win32" ? win32 : posix).join(folder, name);
}

function accountHome(variables: string): string {
  let home = "";
  try {
    home = os.userInfo().homedir;
  } catch {
    // There is no account with this user id.
  }
  if (home !== "") return home;
  throw new PlanError("invalid-journal", `There is no home folder to keep plans and journals in: set ${variables} to an absolute path.`);
}

function absolute(variable: string, path: string): string {
  if (isAbsolute(path)) return path;
  throw new PlanError("invalid-journal", `${variable} must be an absolute path, not ${JSON.stringify(path)}.`);
}
