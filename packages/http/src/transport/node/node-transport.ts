import type { SecureContext } from "node:tls";
import { InvalidInputError } from "../../failure/errors.ts";
import { type OptionKinds, readOptions } from "../../request/read-options.ts";
import { endingOf } from "../ending-of.ts";
import type { Transport } from "../transport.ts";
import { type Agents, type ConnectingAgent, makeAgents } from "./agent.ts";
import { readCertificates } from "./certificates.ts";
import { Exchange } from "./exchange.ts";
import { type ProxyOption, parseProxy } from "./proxy.ts";
import { afterQuietTurn } from "./quiet-turn.ts";
import { targetOf } from "./target.ts";
import { trustedRoots } from "./trusted-roots.ts";

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

const optionKinds: OptionKinds<NodeTransportOptions> = { ca: "value", proxy: "value" };

/**
 * Makes a transport on `node:http`. Against the platform's `fetch` it
 *
 * - goes through proxies and trusts private authorities on every supported Node,
 * - knows of every failure whether the connection was established, so that more of them are known to be `not-sent`,
 * - sends the headers of the request as they are and adds none but `Host`, `Connection` and `Content-Length`,
 * - gives an operation that must not be done twice a connection that has carried nothing before, and keeps connections for what only reads,
 * - needs less time.
 *
 * A kept connection is used again for 4 s after its last answer, and does not keep the process alive meanwhile. The requests are made by the
 * `request` of `node:http` and `node:https`, so agents for application monitoring and stubs such as nock and MSW see them.
 *
 * @example
 * const transport = nodeTransport({ ca: await readFile("company-ca.pem", "utf8") });
 * const aom = createClient({ region, projectId, auth, transport });
 *
 * @throws InvalidInputError for an option that is not usable; it never shows the proxy's URL.
 */
export function nodeTransport(given: NodeTransportOptions = {}): Transport {
  const options = readOptions(given, optionKinds);
  const { proxy = "environment" } = options;
  const ca = readAuthority(options.ca);
  checkProxy(proxy);
  const settings = { proxy, secureContext: secureContextFor(ca) };
  const agents = new Map<string, Agents>();
  const running = new Set<Exchange>();
  let isClosed = false;

  const transport: Transport = (request, options) =>
    new Promise((resolve, reject) => {
      const exchange = new Exchange(request, options, endingOf(options), running, { resolve, reject });
      if (isClosed) return exchange.end(closedError());
      try {
        begin(exchange, request.url, options.ownConnection === true);
      } catch (error) {
        exchange.end(error);
      }
    });

  function begin(exchange: Exchange, url: string, ownConnection: boolean): void {
    const { target, host, path } = targetOf(url);
    const { single, keeping } = agentsFor(target.protocol);
    const send = (agent: ConnectingAgent) => exchange.send({ target, host, path, agent });
    if (ownConnection) send(single);
    else if (!keeping.hasIdle) send(keeping);
    else afterQuietTurn((since) => send(since !== undefined && keeping.isRested(target, since) ? keeping : single));
  }

  function agentsFor(protocol: string): Agents {
    const made = agents.get(protocol) ?? makeAgents(protocol === "https:", settings);
    agents.set(protocol, made);
    return made;
  }

  function close(): void {
    isClosed = true;
    for (const exchange of running) exchange.end(closedError());
    for (const { single, keeping } of agents.values()) for (const agent of [single, keeping]) agent.destroy();
  }

  return Object.assign(transport, { close });
}

function closedError(): Error {
  return new Error("The transport is closed.");
}

/** Made when it is needed: it takes a while, and plain http does without. */
function secureContextFor(ca: string | undefined): () => SecureContext | undefined {
  let context: SecureContext | undefined;
  return () => {
    if (ca !== undefined) context ??= process.getBuiltinModule("node:tls").createSecureContext({ ca: trustedRoots(ca) });
    return context;
  };
}

function readAuthority(ca: unknown): string | undefined {
  if (ca === undefined) return undefined;
  const wanted = "must be the text of certificates in PEM format";
  if (typeof ca !== "string") throw new InvalidInputError("ca", wanted);
  const { pem, problem } = readCertificates(ca);
  if (pem === undefined) throw new InvalidInputError("ca", `${wanted}, but ${problem}`);
  return pem;
}

function checkProxy(proxy: ProxyOption): void {
  if (proxy === false || proxy === "environment") return;
  try {
    parseProxy(proxy);
  } catch {
    throw new InvalidInputError("proxy", 'must be "environment", false or the URL of a proxy, such as http://proxy.example:3128');
  }
}
