import type { Socket } from "node:net";
import type { ConnectionOptions, SecureContext } from "node:tls";
import { NotSentError } from "../../../index.ts";
import type { Ending } from "../../transport.ts";
import { parseOrigin } from "../split-url.ts";
import { openTunnel, unreachableProxy } from "./open-tunnel.ts";
import type { Opening } from "./opening.ts";
import { type ProxyOption, proxyFor, whereOf } from "./proxy.ts";

/** How connections are made. */
export interface ConnectSettings {
  readonly proxy: ProxyOption;
  /** What certificates are checked against; what Node trusts where there is none. */
  readonly secureContext: () => SecureContext | undefined;
  /** How long all steps may take together, in milliseconds. */
  readonly connectTimeoutMs: number;
}

/**
 * Establishes a connection over which a request can be sent: TCP, the proxy's tunnel, the TLS handshake, whichever apply.
 *
 * @param opening by which it can be given up from elsewhere
 * @throws NotSentError for whatever goes wrong, the caller's abort included; nothing stays open then.
 */
export async function connect(origin: string, settings: ConnectSettings, ending: Ending, opening: Opening): Promise<Socket> {
  const seconds = settings.connectTimeoutMs / 1000;
  const timer = setTimeout(
    () => opening.giveUp(Object.assign(new Error(`No connection within ${seconds} s.`), { code: "ETIMEDOUT" })),
    settings.connectTimeoutMs,
  );
  const giveUp = () => opening.giveUp(ending.reason);
  ending.onEnd(giveUp);
  try {
    const socket = await open(parseOrigin(origin), settings, opening);
    // It may end in the same moment, as when the server's first message after the handshake is an alert.
    if (socket.destroyed) throw socket.errored ?? closedTooEarly();
    return socket;
  } catch (error) {
    throw new NotSentError(opening.isGivenUp ? opening.reason : error);
  } finally {
    clearTimeout(timer);
    ending.offEnd(giveUp);
  }
}

async function open(origin: URL, settings: ConnectSettings, opening: Opening): Promise<Socket> {
  const secure = origin.protocol === "https:";
  const where = whereOf(origin);
  const proxy = proxyFor(origin.href, settings.proxy);
  if (!proxy) return openSocket(where, secure && where.host, settings, opening);
  const socket = await openSocket({ host: proxy.host, port: proxy.port }, proxy.secure && proxy.host, settings, opening).catch((error) => {
    throw unreachableProxy(proxy, error);
  });
  await openTunnel(socket, `${origin.hostname}:${where.port}`, proxy);
  return secure ? openSocket({ socket }, where.host, settings, opening) : socket;
}

/** Opens a socket, or TLS over one, to the server that is to show a certificate for `name`; no TLS without a name. */
function openSocket(
  options: ConnectionOptions & { port?: number },
  name: string | false,
  { secureContext }: ConnectSettings,
  opening: Opening,
): Promise<Socket> {
  const net = process.getBuiltinModule("node:net");
  if (name === false) return established(net.connect({ ...options, port: options.port ?? 0, noDelay: true }), "connect", opening);
  const context = secureContext();
  const socket = process.getBuiltinModule("node:tls").connect({
    ...options,
    host: name,
    // An address cannot be a server name: https://www.rfc-editor.org/rfc/rfc6066#section-3
    servername: net.isIP(name) ? "" : name,
    ALPNProtocols: ["http/1.1"],
    ...(context && { secureContext: context }),
  });
  // Only where the socket is not one that exists already; there it was set when that was opened.
  if (!options.socket) socket.setNoDelay(true);
  return established(socket, "secureConnect", opening);
}

function established(socket: Socket, event: "connect" | "secureConnect", opening: Opening): Promise<Socket> {
  opening.add(socket);
  return new Promise((resolve, reject) => {
    const closed = () => reject(closedTooEarly());
    // Stays for good: an error that nobody listens to would end the process.
    socket.on("error", reject);
    socket.once("close", closed);
    socket.once(event, () => {
      socket.off("close", closed);
      resolve(socket);
    });
  });
}

function closedTooEarly(): Error {
  return new Error("The connection was closed before it was established.");
}
