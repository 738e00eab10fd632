import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** A server that listens on the loopback interface. */
export interface Serving extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Connections that are open now. */
  readonly open: ReadonlySet<Socket>;
  /** Ends every connection and stops. */
  close(): Promise<void>;
}

/** Makes a server listen on a free port of the loopback interface. */
export async function serve(server: Server, scheme: "http" | "https" = "http"): Promise<Serving> {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => {}).once("close", () => open.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  async function close(): Promise<void> {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  return { url: `${scheme}://127.0.0.1:${port}`, port, open, close, [Symbol.asyncDispose]: close };
}

/** A port of the loopback interface on which nothing listens. */
export async function freePort(): Promise<number> {
  const { port, close } = await serve(createServer());
  await close();
  return port;
}

/** A request with its body. */
export type Asked = IncomingMessage & { readonly method: string; readonly url: string; readonly body: string };

/** An HTTP server that records its requests. */
export interface Loopback extends Serving {
  readonly requests: readonly Asked[];
}

/** Starts one that calls `answer` once it has read a whole request. */
export async function loopback(answer: (request: Asked, response: ServerResponse) => unknown): Promise<Loopback> {
  const requests: Asked[] = [];
  const server = createHttpServer({ maxHeaderSize: 128 * 1024 }, async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const asked = Object.assign(request, { body }) as Asked;
    requests.push(asked);
    answer(asked, response);
  });
  return { ...(await serve(server)), requests };
}

/** Responds with JSON. */
export function json(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
