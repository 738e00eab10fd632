import { connect } from "node:net";

/** The data that a client without an HTTP parser received. */
export interface RawExchange {
  readonly text: string;
  readonly bytes: Buffer;
  /** How the server left the connection: FIN, RST, or open when time was up or enough was read. */
  readonly end: "close" | "reset" | "open";
  /** Milliseconds until the first byte. */
  readonly firstByteMs: number | undefined;
  readonly chunks: number;
}

export const projectId = "0123456789abcdef0123456789abcdef";
export const target = `/v1/${projectId}/cms/workflow/w/executions/e/operation?action=skip&node_id=n`;

/** A valid request to move a run on. */
export function operationRequest(to = target, headers = "", body = ""): string {
  const length = body ? `Content-Length: ${body.length}\r\nContent-Type: application/json\r\n` : "";
  return `POST ${to} HTTP/1.1\r\nHost: mock\r\nX-Auth-Token: token\r\n${length}${headers}\r\n${body}`;
}

/** Sends a request over a connection of its own, which the server is asked to close, and reads until it does, is idle, or enough came. */
export function rawExchange(
  port: number,
  request: string,
  { firstByteWithinMs = 10_000, idleMs = 250, upToBytes = Number.POSITIVE_INFINITY } = {},
): Promise<RawExchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const started = performance.now();
    let firstByteMs: number | undefined;
    let size = 0;
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const finish = (end: RawExchange["end"]) => {
      socket.destroy();
      const bytes = Buffer.concat(chunks);
      resolve({ bytes, text: bytes.toString("latin1"), end, firstByteMs, chunks: chunks.length });
    };
    // A response that has not begun may be slow; one that pauses is over.
    socket.setTimeout(firstByteWithinMs, () => finish("open"));
    socket.on("error", () => finish("reset")).on("end", () => finish("close"));
    socket.on("data", (chunk) => {
      firstByteMs ??= performance.now() - started;
      socket.setTimeout(idleMs);
      chunks.push(chunk);
      size += chunk.length;
      if (size >= upToBytes) finish("open");
    });
    socket.write(request.replace("\r\n", "\r\nConnection: close\r\n"), "latin1");
  });
}
