import type { SecureContext } from "node:tls";
import { endingOf, InvalidInputError, NotSentError } from "../../index.ts";
import type { Transport } from "../transport.ts";
import { type ProxyOption, parseProxy } from "./connect/proxy.ts";
import { trustedRoots } from "./connect/trusted-roots.ts";
import type { Connection } from "./connection.ts";
import { ConnectionPool } from "./connection-pool.ts";
import { Exchange } from "./exchange.ts";
import { splitUrl } from "./split-url.ts";

/** Settings of {@link nodeTransport}. */
export interface NodeTransportOptions {
  /** Certificates (PEM) of authorities to trust besides those that Node trusts anyway, `NODE_EXTRA_CA_CERTS` included. */
  readonly ca?: string | undefined;
  /**
   * The proxy: `"environment"` (default) obeys `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` in either case; `false` uses none;
   * else the URL of one, `http://user:password@host:port` or `https://…`. Every request goes through a tunnel (CONNECT), also to `http:`.
   */
  readonly proxy?: ProxyOption | undefined;
}

/** How long connecting may take, tunnel and TLS handshake included, in milliseconds; as long as the `fetch` of Node allows. */
const connectTimeoutMs = 10_000;

/**
 * Makes a transport on `node:http`. Against the platform's `fetch` it
 *
 * - goes through proxies and trusts private authorities on every supported Node,
 * - knows of every failure whether the connection was established, so that more of them are known to be `not-sent`,
 * - sends the headers of the request as they are and adds none but `Host`, `Connection` and `Content-Length`,
 * - never takes for an answer what came unasked, and needs less time.
 *
 * A connection is used again for 4 s after its last answer, and does not keep the process alive meanwhile.
 *
 * @example
 * const transport = nodeTransport({ ca: await readFile("company-ca.pem", "utf8") });
 * const aom = createClient({ region, projectId, auth, transport });
 *
 * @throws InvalidInputError for an option that is not usable; it never shows the proxy's URL.
 */
export function nodeTransport(options: NodeTransportOptions = {}): Transport {
  const { ca, proxy = "environment" } = options;
  checkAuthority(ca);
  checkProxy(proxy);
  const pool = new ConnectionPool({ proxy, connectTimeoutMs, secureContext: secureContextFor(ca) });

  const transport: Transport = (request, options) =>
    new Promise((resolve, reject) => {
      const ending = endingOf(options);
      const { origin, target } = splitUrl(request.url);
      pool.get(origin, ending, send, reject);

      function send(connection: Connection): void {
        try {
          new Exchange(connection, request, target, ending, options.maxBytes, { resolve, reject });
        } catch (error) {
          connection.end();
          reject(new NotSentError(error));
        }
      }
    });
  return Object.assign(transport, { close: () => pool.close() });
}

/** Made when it is needed: it takes a while, and plain http does without. */
function secureContextFor(ca: string | undefined): () => SecureContext | undefined {
  let context: SecureContext | undefined;
  return () => {
    if (ca !== undefined) context ??= process.getBuiltinModule("node:tls").createSecureContext({ ca: trustedRoots(ca) });
    return context;
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
