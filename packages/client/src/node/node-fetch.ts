import type { Agent } from "node:http";
import type { SecureContext } from "node:tls";
import { InvalidInputError } from "../errors.ts";
import { connect } from "./transport/connect.ts";
import { connectionPool } from "./transport/connection-pool.ts";
import { outgoingRequest } from "./transport/outgoing-request.ts";
import { type ProxyOption, parseProxy } from "./transport/proxy.ts";
import { sendRequest } from "./transport/send-request.ts";
import { toResponse } from "./transport/to-response.ts";
import { trustedRoots } from "./transport/trusted-roots.ts";

export type { ProxyOption };

/** Settings of {@link nodeFetch}. */
export interface NodeFetchOptions {
  /** Certificates (PEM) of authorities to trust besides those that Node trusts anyway, `NODE_EXTRA_CA_CERTS` included. */
  readonly ca?: string | undefined;
  /**
   * The proxy: `"environment"` (default) obeys `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` in either case; `false` uses none;
   * else the URL of one, `http://user:password@host:port` or `https://…`. Every request goes through a tunnel (CONNECT), also to `http:`.
   */
  readonly proxy?: ProxyOption | undefined;
  /**
   * Whether a connection is used again. Default: false, each request has its own, which never is one that the server just closed.
   * With `true`, an idle connection is kept for 4 s, and never keeps the process alive.
   */
  readonly keepAlive?: boolean | undefined;
}

/** A `fetch` that can be closed. */
export interface NodeFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Ends every connection, idle or not. Needed only with `keepAlive`, and only to end them sooner. */
  close(): void;
}

/** How long connecting may take, tunnel and TLS handshake included, in milliseconds; as long as the `fetch` of Node allows. */
const connectTimeoutMs = 10_000;

/**
 * Makes a `fetch` on `node:http`, to be handed to a client. Against the global one it
 *
 * - goes through proxies and trusts private authorities on every supported Node,
 * - knows of every failure whether the connection stood, so that more of them are known to be `not-sent`,
 * - sends the headers of the request as they are and adds none but `Host`, `Connection` and `Content-Length`,
 * - never follows a redirect, whatever `redirect` says, and never sends anything twice.
 *
 * A request's body is read whole before it is sent. Read or cancel the body of every answer, else its connection stays open.
 * What it rejects with is the error of Node with its `code`, or the reason of the signal.
 *
 * @example
 * const aom = createClient({ region, projectId, auth, fetch: nodeFetch({ ca: await readFile("company-ca.pem", "utf8") }) });
 *
 * @throws InvalidInputError for an option that is not usable; it never shows the proxy's URL.
 */
export function nodeFetch(options: NodeFetchOptions = {}): NodeFetch {
  const { ca, proxy = "environment", keepAlive = false } = options;
  checkAuthority(ca);
  checkProxy(proxy);
  let context: SecureContext | undefined;
  let pool: Agent | undefined;
  const settings = {
    proxy,
    connectTimeoutMs,
    secureContext() {
      if (ca !== undefined) context ??= process.getBuiltinModule("node:tls").createSecureContext({ ca: trustedRoots(ca) });
      return context;
    },
  };

  async function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const { request, signal } = requestOf(input, init);
    const url = new URL(request.url);
    if (url.protocol !== "http:" && url.protocol !== "https:") throw new TypeError(`Not a URL of http: or https: but of ${url.protocol}`);
    const outgoing = await outgoingRequest(request, url);
    signal?.throwIfAborted();
    pool ??= connectionPool(keepAlive);
    const connecting = { origin: url.origin, connect: () => connect(url, settings, signal) };
    return toResponse(await sendRequest(outgoing, pool, connecting, signal));
  }
  return Object.assign(fetch, { close: () => pool?.destroy() });
}

/** The signal is kept apart: a `Request` made with it would listen to it until it is collected. */
function requestOf(input: string | URL | Request, init: RequestInit = {}): { request: Request; signal: AbortSignal | undefined } {
  const { signal, redirect: _, ...rest } = init;
  const given = input instanceof Request ? input : undefined;
  return {
    request: given && Object.keys(rest).length === 0 ? given : new Request(input, rest),
    signal: (signal === undefined ? given?.signal : signal) ?? undefined,
  };
}

function checkAuthority(ca: string | undefined): void {
  if (ca === undefined || (typeof ca === "string" && ca.includes("-----BEGIN CERTIFICATE-----"))) return;
  throw new InvalidInputError("ca", "must be the text of a certificate in PEM format");
}

function checkProxy(proxy: ProxyOption): void {
  if (proxy === false || proxy === "environment") return;
  try {
    parseProxy(proxy);
  } catch {
    throw new InvalidInputError("proxy", 'must be "environment", false or the URL of a proxy, such as http://proxy.example:3128');
  }
}
