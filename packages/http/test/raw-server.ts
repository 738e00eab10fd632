import { createServer, type Socket } from "node:net";
import { type Serving, serve } from "../../../tools/lab/servers.ts";

/** A server that shows every byte it was sent, and answers with bytes of the test's choice. */
export interface RawServer extends Serving {
  /** The bytes that each connection sent so far, one character per byte. */
  readonly received: readonly string[];
}

/** What to do with the number-th header block (from 0) of a connection: bytes to send before the connection is closed, or anything else. */
export type RawAnswer = string | ((socket: Socket, number: number, head: string) => void);

export async function rawServer(answer: RawAnswer): Promise<RawServer> {
  const received: string[] = [];
  const server = createServer({ noDelay: true }, (socket) => {
    const index = received.push("") - 1;
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
  return { ...(await serve(server)), received };
}
