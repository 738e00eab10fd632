import type { Socket } from "node:net";
import type { ProxyAddress } from "./proxy.ts";

/**
 * Asks a proxy, to which `socket` is connected, for a tunnel to `authority` (`host:port`).
 *
 * @throws Error when the proxy refuses or breaks off; the socket is destroyed then.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
 */
export function openTunnel(socket: Socket, authority: string, proxy: ProxyAddress): Promise<void> {
  const http = process.getBuiltinModule("node:http");
  return new Promise((resolve, reject) => {
    const request = http.request({
      method: "CONNECT",
      path: authority,
      headers: { Host: authority, ...(proxy.authorization && { "Proxy-Authorization": proxy.authorization }) },
      createConnection: () => socket,
    });
    request.on("error", reject);
    request.once("close", () => reject(new Error("The proxy closed the connection without an answer to CONNECT.")));
    request.once("connect", ({ statusCode = 0 }, _, early: Buffer) => {
      const opened = statusCode >= 200 && statusCode < 300;
      if (opened && early.length === 0) return resolve();
      socket.destroy();
      const code = statusCode === 407 ? "ERR_PROXY_AUTHENTICATION" : "ERR_PROXY_TUNNEL";
      reject(new ProxyError(opened ? "The proxy sent more than its answer to CONNECT." : refusal(statusCode), code));
    });
    request.end();
  });
}

/** The proxy opened no tunnel that could be trusted. */
class ProxyError extends Error {
  override readonly name = "ProxyError";
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Says that it is the proxy, not the server, that could not be reached. */
export function unreachableProxy({ host, port }: ProxyAddress, error: unknown): Error {
  const { code = "ERR_PROXY_TUNNEL", message } = error as Error & { readonly code?: string };
  return new ProxyError(`The proxy ${host}:${port} could not be reached: ${message}`, code);
}

function refusal(status: number): string {
  const hint = status === 407 ? " It requires other credentials than those in its URL." : "";
  return `The proxy answered ${status} to CONNECT and opened no tunnel.${hint}`;
}
