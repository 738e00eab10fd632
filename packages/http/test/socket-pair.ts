import { connect, createServer, type Socket } from "node:net";
import { serve } from "../../../tools/lab/servers.ts";

/** Two ends of a connection within this process. */
export async function socketPair(): Promise<{ readonly near: Socket; readonly far: Socket; close(): Promise<void> }> {
  const server = createServer();
  const accepted = new Promise<Socket>((resolve) => server.once("connection", resolve));
  const { port, close } = await serve(server);
  const near = connect({ port, host: "127.0.0.1", noDelay: true });
  const far = await accepted;
  return {
    near,
    far,
    close: () => {
      near.destroy();
      far.destroy();
      return close();
    },
  };
}
