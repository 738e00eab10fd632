import { CredentialsError, isCredentialsError } from "../credentials/credentials-error.ts";
import { files, homeFile, noSuchFile } from "./builtins.ts";
import { fileText } from "./file-text.ts";
import { foreignProblem } from "./foreign-file.ts";
import type { Environment } from "./source.ts";

/** Where the regions file is. */
export interface RegionsFileOptions {
  env?: Environment | undefined;
  /** Path of the file. Default: `HUAWEICLOUD_SDK_REGIONS_FILE`, else `~/.huaweicloud/regions.yaml`. */
  path?: string | undefined;
}

/** The AOM endpoint of a region in the regions file of the official SDKs, and the file; undefined if it has none. */
export async function readRegionsFile(
  region: string,
  { env = process.env, path }: RegionsFileOptions,
): Promise<{ endpoint: string; file: string } | undefined> {
  const named = path ?? (env.HUAWEICLOUD_SDK_REGIONS_FILE || undefined);
  const file = named ?? homeFile(env, ".huaweicloud", "regions.yaml");
  if (file === undefined) return undefined;
  const text = await readText(file);
  if (text === undefined && named !== undefined) throw noSuchFile("regions file", named);
  const endpoint = text === undefined ? undefined : findEndpoint(await parse(text, file), region, file);
  return endpoint === undefined ? undefined : { endpoint, file };
}

/** The file maps a service's name to a list of `{ id, endpoint }`. */
function findEndpoint(services: Readonly<Record<string, unknown>>, region: string, file: string): string | undefined {
  const [, list] = Object.entries(services).find(([service]) => service.toUpperCase() === "AOM") ?? [];
  if (list === undefined) return undefined;
  if (!Array.isArray(list)) throw invalid(file, "must have a list of `id` and `endpoint` under AOM; correct it");
  const entry = list.find((entry) => entry?.id === region);
  if (entry === undefined) return undefined;
  if (typeof entry.endpoint !== "string") throw invalid(file, `has no endpoint for ${region}; add it`);
  return entry.endpoint;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    const stats = await files().stat(file);
    const problem = stats.isFile() ? foreignProblem(stats) : "is not a regular file";
    if (problem) throw invalid(file, `${problem}, and it says where credentials are sent; check where it comes from`);
    return fileText(await files().readFile(file));
  } catch (error) {
    if (isCredentialsError(error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new CredentialsError("file-unreadable", `The regions file ${file} could not be read (${code}); check its path and permissions.`, {
      source: file,
      cause: error,
    });
  }
}

async function parse(text: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  if (text.trim() === "") return {};
  const { parseYaml } = await import("./parse-yaml.ts");
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (error) {
    throw new CredentialsError("file-invalid", `The regions file ${file} is not valid YAML; correct it.`, { source: file, cause: error });
  }
  if (typeof value !== "object" || Array.isArray(value)) throw invalid(file, "must map services to lists of regions; correct it");
  return (value ?? {}) as Record<string, unknown>;
}

function invalid(file: string, problem: string): CredentialsError {
  return new CredentialsError("file-invalid", `The regions file ${file} ${problem}.`, { source: file });
}
