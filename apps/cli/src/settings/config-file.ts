import { readFileSync, type Stats, statSync } from "node:fs";
import { fileText, foreignProblem } from "@aom-workflow/auth/node";
import { shellQuoted } from "../output/text/printable.ts";
import { isUsageError, UsageError } from "../output/usage-error.ts";
import { isSecret, isSetting } from "../surface/settings.ts";
import { referenceProblem } from "./check-setting.ts";

/** What the settings file contains. */
export interface ConfigFile {
  /** Profile that is used where none is named. */
  readonly profile?: string;
  /** Settings by profile and name. */
  readonly profiles: Readonly<Record<string, Profile>>;
}

export type Profile = Readonly<Record<string, string>>;

/** Reads the file; one that does not exist is empty, and so is none at all. @throws UsageError that names the file and what is wrong with it, never a value */
export function readConfig(path: string | undefined): ConfigFile {
  const text = path === undefined ? undefined : read(path);
  if (text === undefined) return { profiles: {} };
  const problem = problemWithConfig(text);
  if (problem) throw new UsageError(`The settings in ${path} cannot be used: ${problem}.`, { remedy: "Fix the file or remove it." });
  return JSON.parse(text) as ConfigFile;
}

function read(path: string): string | undefined {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new UsageError(`The settings in ${path} cannot be used: it is not a file.`);
    refuseForeign(path, stats);
    return fileText(readFileSync(path));
  } catch (error) {
    if (isUsageError(error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code === "ELOOP") throw new UsageError(`The settings in ${path} cannot be used: ${linkToItself}.`, { remedy: "Remove the link." });
    const remedy = "Check its permissions and those of the folders above, or set XDG_CONFIG_HOME to a folder of your own.";
    throw new UsageError(`Could not read the settings in ${path} (${code}).`, { remedy });
  }
}

/** What is wrong with a path, to be read after it, whose links form a circle. */
export const linkToItself = "a link in the path leads back to itself";

/** Settings say where tokens are sent, so nobody else may have written them. */
function refuseForeign(path: string, stats: Stats): void {
  const problem = foreignProblem(stats);
  if (problem === undefined) return;
  const remedy = stats.uid === process.getuid?.() ? `Run: chmod go-w ${shellQuoted(path)}` : "Check where the file comes from.";
  throw new UsageError(`The settings in ${path} cannot be used: the file ${problem}.`, { remedy });
}

function problemWithConfig(text: string): string | undefined {
  if (text.trim() === "") return "the file is empty";
  if (text.includes("\uFFFD")) return "it is not valid UTF-8";
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    return "it is not valid JSON";
  }
  if (!isMap(config)) return "it must be a JSON object";
  if (config.profile !== undefined && typeof config.profile !== "string") return '"profile" must be a name';
  if (!isMap(config.profiles)) return '"profiles" must be an object';
  for (const [name, profile] of Object.entries(config.profiles)) {
    if (!isMap(profile)) return `the profile ${JSON.stringify(name)} must be an object`;
    for (const [key, value] of Object.entries(profile)) {
      if (typeof value !== "string") return `${JSON.stringify(key)} in the profile ${JSON.stringify(name)} must be a string`;
      const problem = isSetting(key) && isSecret(key) && referenceProblem(value);
      if (problem) return `${JSON.stringify(key)} in the profile ${JSON.stringify(name)} ${problem}`;
    }
  }
  return undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
