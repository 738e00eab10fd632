import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { SecureContext } from "node:tls";
import type { ProxyAddress } from "./proxy.ts";

/** A stream that `node:http` and `node:tls` take for a socket. */
export type Tunnel = Duplex & Pick<Socket, "ref" | "unref">;

/** Longest answer to CONNECT, in bytes. */
const maxHeadSize = 16 * 1024;

/**
 * A connection through a proxy to `authority` (`host:port`). It is there at once, and holds what is written to it until the tunnel is open,
 * which it signals by `connect`. Where none is opened it ends with an error, and nothing written to it has left.
 *
 * CONNECT is written by hand: over `node:http`, what observes or stubs requests would take it for one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
 */
export function tunnelThrough(proxy: ProxyAddress, authority: string, secureContext: SecureContext | undefined): Tunnel {
  const { Duplex } = process.getBuiltinModule("node:stream");
  let isOpen = false;
  let held = () => {};
  const socket = connectTo(proxy, secureContext);
  const tunnel = new Duplex({
    allowHalfOpen: false,
    read: () => void socket.resume(),
    write(chunk, encoding, done) {
      if (isOpen) socket.write(chunk, encoding, done);
      else held = () => socket.write(chunk, encoding, done);
    },
    final: (done) => void socket.end(done),
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  socket.on("error", (error) => tunnel.destroy(asked ? error : unreachable(proxy, error)));
  socket.on("close", () => tunnel.destroy(isOpen ? undefined : closedByProxy()));
  socket.on("timeout", () => tunnel.emit("timeout"));
  socket.on("data", receive);

  let asked = false;
  socket.once(proxy.secure ? "secureConnect" : "connect", () => {
    asked = true;
    const authorization = proxy.authorization ? `Proxy-Authorization: ${proxy.authorization}\r\n` : "";
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization}\r\n`);
  });

  let head = "";
  function receive(chunk: Buffer): void {
    head += chunk.toString("latin1");
    const end = head.indexOf("\r\n\r\n");
    if (end === -1 && head.length <= maxHeadSize) return;
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
    const problem = problemOf(status, head.length - end - 4);
    if (problem) return void tunnel.destroy(problem);
    socket.off("data", receive);
    socket.on("data", (chunk) => tunnel.push(chunk) || socket.pause());
    socket.on("end", () => tunnel.push(null));
    isOpen = true;
    Object.assign(tunnel, { connecting: false }).emit("connect");
    held();
  }

  return Object.assign(tunnel, likeSocket(tunnel, socket)) as unknown as Tunnel;
}

function connectTo({ host, port, secure }: ProxyAddress, secureContext: SecureContext | undefined): Socket {
  const net = process.getBuiltinModule("node:net");
  if (!secure) return net.connect({ host, port, noDelay: true });
  const servername = serverName(host);
  const options = { host, port, servername, ALPNProtocols: ["http/1.1"], ...(secureContext && { secureContext }) };
  return process.getBuiltinModule("node:tls").connect(options).setNoDelay(true);
}

/** The name to ask a server's certificate for; an address cannot be one. @see https://www.rfc-editor.org/rfc/rfc6066#section-3 */
export function serverName(host: string): string {
  return process.getBuiltinModule("node:net").isIP(host) ? "" : host;
}

/** The methods of a socket that `node:http` and `node:tls` use, besides those of a stream. */
function likeSocket(tunnel: Duplex, socket: Socket) {
  return {
    connecting: true,
    address: () => ({}),
    destroySoon: () => void tunnel.end(() => tunnel.destroy()),
    ref: () => socket.ref(),
    unref: () => socket.unref(),
    setTimeout(ms: number, listener: () => void) {
      socket.setTimeout(ms);
      return ms === 0 ? tunnel.off("timeout", listener) : tunnel.once("timeout", listener);
    },
  };
}

/** Why a response to CONNECT opens no tunnel that could be trusted. */
function problemOf(status: number, surplus: number): Error | undefined {
  if (status === 407) {
    const hint = "It requires other credentials than those in its URL.";
    return proxyError(`The proxy answered 407 to CONNECT and opened no tunnel. ${hint}`, "ERR_PROXY_AUTHENTICATION");
  }
  if (status < 200 || status > 299) return proxyError(`The proxy answered ${status || "no HTTP"} to CONNECT and opened no tunnel.`);
  return surplus === 0 ? undefined : proxyError("The proxy sent more than its response to CONNECT.");
}

/** Says that it is the proxy, not the server, that could not be reached. */
function unreachable({ host, port }: ProxyAddress, { message, code }: NodeJS.ErrnoException): Error {
  return proxyError(`The proxy ${host}:${port} could not be reached: ${message}`, code);
}

function closedByProxy(): Error {
  return proxyError("The proxy closed the connection without a response to CONNECT.", "ECONNRESET");
}

function proxyError(message: string, code = "ERR_PROXY_TUNNEL"): Error {
  return Object.assign(new Error(message), { name: "ProxyError", code });
}
