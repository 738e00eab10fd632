import { type RegionId, regions } from "@aom-workflow/types";
import { InvalidInputError } from "./errors.ts";
import type { Warning } from "./hooks.ts";

/** Where the service is: a region of the vendor, or the address of anything else that speaks the contract. */
export interface Place {
  /**
   * Region id such as `cn-north-4`; gives `https://aom.{region}.myhuaweicloud.com`. Any id is taken. The vendor has opened the
   * function in cn-north-4, cn-east-3, cn-east-2 and cn-south-1.
   */
  readonly region?: RegionId | (string & {}) | undefined;
  /** Scheme, host, optional port and path prefix, for a private cloud or a mock. Wins over `region`. */
  readonly endpoint?: string | undefined;
  /** Allows `http` to other than this machine. The token then crosses the network in clear text. Default: false. */
  readonly allowInsecureHttp?: boolean | undefined;
}

/**
 * The base address of every request, without a trailing slash.
 *
 * @throws InvalidInputError when neither region nor endpoint is given, or when the endpoint cannot be used.
 */
export function resolveEndpoint({ region, endpoint, allowInsecureHttp = false }: Place): string {
  if (endpoint !== undefined) return checkEndpoint(endpoint, allowInsecureHttp);
  if (region === undefined) throw new InvalidInputError("region", "is missing: give a region such as cn-north-4, or an endpoint");
  if (typeof region !== "string" || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region)) {
    throw new InvalidInputError("region", "must be a region id such as cn-north-4: lower-case letters, digits and hyphens");
  }
  return (regions as Partial<Record<string, { endpoint: string }>>)[region]?.endpoint ?? `https://aom.${region}.myhuaweicloud.com`;
}

/** A word of warning where the vendor has not opened the function; nothing for an endpoint, which is the caller's own affair. */
export function warningAbout({ region, endpoint }: Place): Warning | undefined {
  const known: Readonly<Record<string, { open: boolean }>> = regions;
  if (endpoint !== undefined || region === undefined || known[region]?.open) return undefined;
  const open = Object.keys(known).filter((id) => known[id]?.open);
  const state = known[region] ? "The vendor has not opened workflows" : "The vendor lists no region of this name and so no workflows";
  return { code: "function-not-open-in-region", message: `${state} in ${region}; open are ${open.join(", ")}.` };
}

function checkEndpoint(endpoint: string, allowInsecureHttp: boolean): string {
  const url = parse(endpoint);
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new InvalidInputError("endpoint", "must be an address such as https://aom.cn-north-4.myhuaweicloud.com");
  }
  if (url.username || url.password) throw new InvalidInputError("endpoint", "must not hold a user name or a password");
  if (url.search || url.hash) throw new InvalidInputError("endpoint", "must not hold a query or a fragment");
  if (url.protocol === "http:" && !allowInsecureHttp && !isLoopback(url.hostname)) {
    throw new InvalidInputError(
      "endpoint",
      "must use https, since http would carry the credentials in clear text; only this machine may be called by http",
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

function parse(text: string): URL | undefined {
  return typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}
