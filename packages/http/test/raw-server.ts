import { createServer, type Server, type Socket } from "node:net";

/** A server that shows every byte it was sent, and answers with bytes of the test's choice. */
export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** What each connection sent so far, one character per byte. */
  readonly received: readonly string[];
  /** Connections that are open now. */
  readonly open: ReadonlySet<Socket>;
  close(): Promise<void>;
}

/** What to do with the number-th header block (from 0) of a connection: bytes to send before the connection is closed, or anything else. */
export type RawAnswer = string | ((socket: Socket, number: number, head: string) => void);

export async function rawServer(answer: RawAnswer): Promise<RawServer> {
  const received: string[] = [];
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    const index = received.push("") - 1;
    open.add(socket);
    socket.on("error", () => {}).once("close", () => open.delete(socket));
    let answered = 0;
    socket.on("data", (data) => {
      received[index] += data.toString("latin1");
      const heads = (received[index] ?? "").split("\r\n\r\n");
      for (; answered < heads.length - 1; answered++) {
        if (typeof answer === "string") socket.end(answer, "latin1");
        else answer(socket, answered, heads[answered] ?? "");
      }
    });
  });
  const { port, close } = await listening(server, open);
  return { url: `http://127.0.0.1:${port}`, port, received, open, close };
}

/** Listens on a free port of the loopback interface. */
export async function listening(server: Server, open: Set<Socket>) {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  async function close(): Promise<void> {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  return { port, close };
}
