import type { Server as HttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** A server that listens on the loopback interface. */
export interface Serving {
  readonly url: string;
  readonly port: number;
  /** Ends every connection and stops. */
  close(): Promise<void>;
}

/** Makes a server listen on a free port of the loopback interface. */
export async function serve(server: Server | HttpServer, scheme: "http" | "https" = "http"): Promise<Serving> {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => open.add(socket.once("close", () => open.delete(socket))));
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return { url: `${scheme}://127.0.0.1:${port}`, port, close };
}

/** A port of the loopback interface on which nothing listens. */
export async function freePort(): Promise<number> {
  const { port, close } = await serve(createServer());
  await close();
  return port;
}
