import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { checkEndpoint } from "../endpoint.ts";
import { CredentialsError } from "../errors.ts";
import { aomEndpoint, iamEndpoint, type Region } from "../region.ts";
import type { Environment } from "./source.ts";

/** Where endpoints may be overridden. */
export interface EndpointOptions {
  env?: Environment | undefined;
  /** Path of the regions file. Default: `HUAWEICLOUD_SDK_REGIONS_FILE`, else `~/.huaweicloud/regions.yaml`. */
  path?: string | undefined;
  /** Allows plain `http` to other hosts than this machine. Default false. */
  allowPlainHttp?: boolean | undefined;
}

/**
 * The AOM endpoint of a region: `HUAWEICLOUD_SDK_REGION_AOM_{REGION}` (the first of a comma list), else the entry of the regions file, else the vendor's.
 *
 * @throws {CredentialsError} `file-invalid` or `file-unreadable` for the regions file, `insecure-endpoint` or `invalid-option` for an endpoint.
 */
export async function resolveAomEndpoint(
  region: Region,
  { env = process.env, path, allowPlainHttp }: EndpointOptions = {},
): Promise<string> {
  const variable = `HUAWEICLOUD_SDK_REGION_AOM_${region.replaceAll("-", "_").toUpperCase()}`;
  const check = (endpoint: string, source: string) => checkEndpoint(endpoint, { source, allowPlainHttp: allowPlainHttp ?? false });
  const fromVariable = env[variable]?.split(",")[0]?.trim();
  if (fromVariable) return check(fromVariable, variable);
  const file = path ?? (env.HUAWEICLOUD_SDK_REGIONS_FILE || join(homedir(), ".huaweicloud", "regions.yaml"));
  const fromFile = await readRegion(file, region);
  return fromFile === undefined ? aomEndpoint(region) : check(fromFile, file);
}

/** The IAM endpoint of a region: `HUAWEICLOUD_SDK_IAM_ENDPOINT`, else the vendor's. */
export function resolveIamEndpoint(region: Region, { env = process.env, allowPlainHttp }: Omit<EndpointOptions, "path"> = {}): string {
  const variable = "HUAWEICLOUD_SDK_IAM_ENDPOINT";
  const endpoint = env[variable];
  return endpoint ? checkEndpoint(endpoint, { source: variable, allowPlainHttp: allowPlainHttp ?? false }) : iamEndpoint(region);
}

/** The file maps a service's name to a list of `{ id, endpoint }`. */
async function readRegion(file: string, region: string): Promise<string | undefined> {
  const text = await readText(file);
  if (text === undefined) return undefined;
  const services = await parse(text, file);
  const [, list] = Object.entries(services ?? {}).find(([service]) => service.toUpperCase() === "AOM") ?? [];
  if (list === undefined) return undefined;
  if (!Array.isArray(list)) throw invalid(file, "must have a list of `id` and `endpoint` under AOM; correct it");
  const entry = list.find((entry) => entry?.id === region);
  if (entry === undefined) return undefined;
  if (typeof entry.endpoint !== "string") throw invalid(file, `has no endpoint for ${region}; add it`);
  return entry.endpoint;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new CredentialsError("file-unreadable", `The regions file ${file} cannot be read (${code}); check its path and permissions.`, {
      source: file,
      cause: error,
    });
  }
}

async function parse(text: string, file: string): Promise<Record<string, unknown> | null> {
  const { parse } = await import("yaml");
  try {
    const value: unknown = parse(text);
    if (typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown> | null;
  } catch (error) {
    throw new CredentialsError("file-invalid", `The regions file ${file} is not valid YAML; correct it.`, { source: file, cause: error });
  }
  throw invalid(file, "must map services to lists of regions; correct it");
}

function invalid(file: string, complaint: string): CredentialsError {
  return new CredentialsError("file-invalid", `The regions file ${file} ${complaint}.`, { source: file });
}
