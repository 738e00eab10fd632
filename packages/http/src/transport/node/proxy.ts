import { isLoopback } from "../../request/endpoint.ts";
import { isExempt } from "./no-proxy.ts";

/** Which proxy to use: what the environment says, none, or this one (`http://user:password@host:port`, or `https://…`). */
export type ProxyOption = "environment" | false | (string & {});

/** Where a proxy listens, and what it requires. */
export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
  /** Whether the proxy itself is spoken to over TLS. */
  readonly secure: boolean;
  /** Value of `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

/**
 * The proxy for a URL, if one is to be used.
 *
 * @throws Error for a proxy that cannot be used; it never quotes the proxy's URL, which may hold a password.
 */
export function proxyFor(url: string, option: ProxyOption): ProxyAddress | undefined {
  const address = option === "environment" ? proxyOfEnvironment(url) : option;
  return address ? parseProxy(address) : undefined;
}

/**
 * The proxy that the environment names, as curl and Go read it: this machine is never reached through one, and an address without a scheme is
 * that of an `http:` proxy.
 */
function proxyOfEnvironment(url: string): string {
  const target = new URL(url);
  const named = variable(`${target.protocol.slice(0, -1)}_proxy`) || variable("all_proxy");
  if (named === "" || isLoopback(target.hostname) || isExempt(target.hostname, whereOf(target).port, variable("no_proxy"))) return "";
  return named.includes("://") ? named : `http://${named}`;
}

function variable(name: string): string {
  return process.env[name] || process.env[name.toUpperCase()] || "";
}

/** Reads the URL of a proxy. @throws Error, without the URL. */
export function parseProxy(address: string): ProxyAddress {
  const url = parseUrl(address);
  if (!url) throw unusable("The proxy is not a URL, such as http://proxy.example:3128.");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw unusable(`A proxy must be an http: or https: address, not ${url.protocol}`);
  }
  const secure = url.protocol === "https:";
  return { ...whereOf(url), secure, authorization: basic(url.username, url.password) };
}

/** Host and port that a URL with `http:` or `https:` leads to. */
export function whereOf({ hostname, port, protocol }: URL): { host: string; port: number } {
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || (protocol === "https:" ? 443 : 80)) };
}

function unusable(message: string): Error {
  return Object.assign(new Error(message), { code: "ERR_PROXY_URL" });
}

function parseUrl(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc7617 */
function basic(username: string, password: string): string | undefined {
  if (!username && !password) return undefined;
  return `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64")}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
