import { InvalidInputError } from "@aom-workflow/http";
import { endpointProblem } from "@aom-workflow/http/internal";
import { type RegionId, regions } from "@aom-workflow/types";
import type { Warning } from "./call/hooks.ts";

/** The address of the service: a region of the vendor, or any endpoint that implements the contract. */
export interface EndpointOptions {
  /**
   * Region id such as `cn-north-4`; gives `https://aom.{region}.myhuaweicloud.com`. Any id is accepted. The vendor offers the
   * workflows in cn-north-4, cn-east-3, cn-east-2 and cn-south-1. With `endpoint`, it only decides which warnings apply.
   */
  readonly region?: RegionId | (string & {}) | undefined;
  /** Scheme, host, optional port and path prefix, for a private cloud or a mock. */
  readonly endpoint?: string | undefined;
  /** Allows `http` to other machines. The token then crosses the network in clear text. Default: false. */
  readonly allowInsecureHttp?: boolean | undefined;
}

const known: Readonly<Record<string, { readonly endpoint: string; readonly open: boolean } | undefined>> = regions;

/**
 * The address that requests begin with.
 *
 * @throws InvalidInputError when neither region nor endpoint is given, or when one of them cannot be used.
 */
export function resolveEndpoint({ region, endpoint, allowInsecureHttp }: EndpointOptions): string {
  const problem = region === undefined ? undefined : regionProblem(region);
  if (problem) throw new InvalidInputError("region", problem);
  if (endpoint !== undefined) return checked(endpoint, allowInsecureHttp);
  if (region === undefined) throw new InvalidInputError("region", "is missing: give a region such as cn-north-4, or an endpoint");
  return aomEndpoint(region);
}

/** Says why a value cannot be a region id, as a clause: `must be a region id …`. Undefined if it can; unknown regions are accepted. */
export function regionProblem(region: unknown): string | undefined {
  if (typeof region === "string" && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(region)) return undefined;
  return "must be a region id such as cn-north-4: lower-case letters, digits and hyphens";
}

/** The vendor's AOM endpoint of a region; of a region that is not listed, the one that follows the same pattern. */
export function aomEndpoint(region: string): string {
  return listed(region)?.endpoint ?? `https://aom.${region}.myhuaweicloud.com`;
}

/** A warning if the vendor does not offer workflows in the region. */
export function warningAbout({ region }: EndpointOptions): Warning | undefined {
  if (region === undefined || listed(region)?.open) return undefined;
  const open = Object.keys(known).filter((id) => known[id]?.open);
  const problem = listed(region) ? `The vendor has not opened workflows in ${region}.` : `Unknown region ${region}.`;
  return { code: "function-not-open-in-region", message: `${problem} Workflows are available in ${open.join(", ")}.` };
}

function listed(region: string) {
  return Object.hasOwn(known, region) ? known[region] : undefined;
}

function checked(endpoint: string, allowInsecureHttp: boolean | undefined): string {
  const problem = endpointProblem(endpoint, allowInsecureHttp);
  if (problem) throw new InvalidInputError("endpoint", problem);
  return endpoint;
}
