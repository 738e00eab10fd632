import { whereOf } from "./proxy.ts";
import { serverName } from "./tunnel.ts";

/** Where a request goes, as `node:http` takes it. */
export interface Target {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  /** Given, since `node:https` would take it from the header `Host`. */
  readonly servername?: string;
}

/**
 * Reads the URL of a request. Path and query are sent exactly as given.
 *
 * @throws TypeError for one that is not scheme, host, perhaps port, and path.
 */
export function targetOf(url: string): { readonly target: Target; readonly host: string; readonly path: string } {
  const end = url.indexOf("/", "https://".length);
  const origin = new URL(end === -1 ? url : url.slice(0, end));
  const { protocol, host } = origin;
  if (protocol !== "http:" && protocol !== "https:") throw new TypeError(`The URL must begin with http: or https:, not ${protocol}`);
  if (origin.pathname !== "/" || origin.search || origin.hash || origin.username || origin.password)
    throw new TypeError("The URL has no path after its host.");
  const where = whereOf(origin);
  const target = { protocol, ...where, ...(protocol === "https:" && { servername: serverName(where.host) }) };
  return { target, host, path: end === -1 ? "/" : url.slice(end) };
}
