import type { Socket } from "node:net";
import type { ConnectionOptions, SecureContext } from "node:tls";
import { markConnectError } from "../connect-errors.ts";
import { openTunnel } from "./open-tunnel.ts";
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
 * Makes a connection over which a request can be sent: TCP, the proxy's tunnel, the TLS handshake, whichever apply. Whatever goes wrong
 * is marked as an error of connecting, but for the caller's own abort; nothing stays open then.
 */
export async function connect(url: URL, settings: ConnectSettings, signal: AbortSignal | undefined): Promise<Socket> {
  const ending = new AbortController();
  const seconds = settings.connectTimeoutMs / 1000;
  const timer = setTimeout(
    () => ending.abort(Object.assign(new Error(`No connection within ${seconds} s.`), { code: "ETIMEDOUT" })),
    settings.connectTimeoutMs,
  );
  const abort = () => ending.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    return await open(url, settings, ending.signal);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const cause = ending.signal.aborted ? ending.signal.reason : error;
    markConnectError(cause);
    throw cause;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

async function open(url: URL, settings: ConnectSettings, signal: AbortSignal): Promise<Socket> {
  const secure = url.protocol === "https:";
  const where = whereOf(url);
  const proxy = proxyFor(url.href, settings.proxy);
  if (!proxy) return openSocket({ ...where, signal }, secure && where.host, settings);
  const socket = await openSocket({ host: proxy.host, port: proxy.port, signal }, proxy.secure && proxy.host, settings);
  await openTunnel(socket, `${url.hostname}:${where.port}`, proxy, signal);
  return secure ? openSocket({ socket, signal }, where.host, settings) : socket;
}

/** Opens a socket, or TLS over one, to the server that is to show a certificate for `name`; no TLS without a name. */
function openSocket(
  options: ConnectionOptions & { port?: number; signal: AbortSignal },
  name: string | false,
  { secureContext }: ConnectSettings,
): Promise<Socket> {
  const net = process.getBuiltinModule("node:net");
  if (name === false) return standing(net.connect({ ...options, port: options.port ?? 0 }), "connect");
  const context = secureContext();
  const socket = process.getBuiltinModule("node:tls").connect({
    ...options,
    host: name,
    // An address cannot be a server name: https://www.rfc-editor.org/rfc/rfc6066#section-3
    servername: net.isIP(name) ? "" : name,
    ALPNProtocols: ["http/1.1"],
    ...(context && { secureContext: context }),
  });
  return standing(socket, "secureConnect");
}

function standing(socket: Socket, event: "connect" | "secureConnect"): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const closed = () => reject(new Error("The connection was closed before it stood."));
    socket.once("error", reject).once("close", closed);
    socket.once(event, () => {
      socket.off("error", reject).off("close", closed);
      resolve(socket);
    });
  });
}
