import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { closeGently } from "../faults/play-script.ts";
import { nearest } from "../options/nearest.ts";
import { checkArguments, text } from "../options/shape.ts";
import { type Certificate, type Certificates, selfMadeCertificates } from "./self-made-certificates.ts";

/**
 * What is wrong with an `https:` server. Each occurs before a byte of a request can be read, so nothing was processed.
 *
 * - `none`: nothing, for a client that trusts the server's authority. Shows that the others fail for the right reason.
 * - `self-signed`: the certificate is its own authority.
 * - `expired`: the certificate ended yesterday.
 * - `wrong-host`: the certificate is for another host name.
 * - `plain-http`: the port speaks HTTP without TLS.
 * - `close-in-handshake`, `reset-in-handshake`: the connection ends (FIN, RST) after the client's first message.
 * - `old-protocol`: the server refuses the client's protocol version by an alert, like one that supports TLS 1.1 at most.
 */
export type TlsFaultKind = (typeof kinds)[number];

const kinds = [
  "none",
  "self-signed",
  "expired",
  "wrong-host",
  "plain-http",
  "close-in-handshake",
  "reset-in-handshake",
  "old-protocol",
] as const;

/** A running server with a TLS fault. */
export interface TlsFaultServer {
  /** `https://127.0.0.1:…`, without a trailing slash. */
  readonly url: string;
  /** The certificate (PEM) of the authority that signed the server's own. With `self-signed` it did not sign it. */
  readonly authority: string;
  /** Accepted connections so far: how often the client tried. */
  readonly connections: number;
  /** Requests so far. Anything but 0 means that the client missed the fault. */
  readonly requests: number;
  /** Lets the process exit while it runs, like `unref` of Node's servers. @returns the server */
  unref(): TlsFaultServer;
  /** Closes every connection and stops. May be called more than once. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts an `https:` server on 127.0.0.1 that has one fault. Requests that get through are answered with 200 and `{"result":"success"}`. @throws {TypeError} for an unknown kind */
export async function startTlsFault(kind: TlsFaultKind): Promise<TlsFaultServer> {
  checkArguments("startTlsFault", [kind], { kind: text });
  if (!kinds.includes(kind)) throw new TypeError(`${kind} is not a fault of TLS. ${nearest(kind, kinds)}`);
  const certificates = await selfMadeCertificates();
  const sockets = new Set<Socket>();
  let connections = 0;
  let requests = 0;
  let isIdle = false;
  const server = serverFor(kind, certificates, () => requests++);
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
    if (isIdle) socket.unref();
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  let closed: Promise<void> | undefined;
  const close = () =>
    (closed ??= new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }));
  const fault: TlsFaultServer = {
    url: `https://127.0.0.1:${port}`,
    authority: certificates.authority,
    get connections() {
      return connections;
    },
    get requests() {
      return requests;
    },
    unref() {
      isIdle = true;
      server.unref();
      for (const socket of sockets) socket.unref();
      return fault;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
  return fault;
}

function serverFor(kind: TlsFaultKind, certificates: Certificates, onRequest: () => void): Server {
  switch (kind) {
    case "none":
      return httpsServer(certificates.trusted, onRequest);
    case "self-signed":
      return httpsServer(certificates.selfSigned, onRequest);
    case "expired":
      return httpsServer(certificates.expired, onRequest);
    case "wrong-host":
      return httpsServer(certificates.wrongHost, onRequest);
    case "plain-http":
      return atFirstMessage((socket) => {
        socket.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        closeGently(socket);
      });
    case "close-in-handshake":
      return atFirstMessage(closeGently);
    case "reset-in-handshake":
      return atFirstMessage((socket) => socket.resetAndDestroy());
    case "old-protocol":
      return atFirstMessage((socket) => {
        socket.write(protocolVersionAlert);
        closeGently(socket);
      });
  }
}

/** A fatal alert "protocol_version". @see https://www.rfc-editor.org/rfc/rfc5246#section-7.2 */
const protocolVersionAlert = Buffer.from([21, 3, 1, 0, 2, 2, 70]);

function httpsServer(certificate: Certificate, onRequest: () => void): Server {
  return createHttpsServer({ ...certificate }, (_, response) => {
    onRequest();
    response.writeHead(200, { "Content-Type": "application/json" }).end('{"result":"success"}');
  });
}

function atFirstMessage(then: (socket: Socket) => void): Server {
  return createTcpServer({ allowHalfOpen: true }, (socket) => socket.once("data", () => then(socket)));
}
