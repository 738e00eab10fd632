import { connect, createServer, type Socket } from "node:net";
import { serve } from "../../../../tools/lab/servers.ts";

/** How a commit fails: it never arrives, or it is done and its response is lost. */
export type Loss = "commit" | "answer";

/** A proxy to a database, whose connections can be broken. */
export async function breakingProxy(port: number) {
  const losses: Loss[] = [];
  const server = createServer((client: Socket) => {
    const upstream = connect(port, "127.0.0.1");
    const both = [client, upstream];
    for (const socket of both)
      socket
        .on("error", () => {})
        .on("close", () => {
          for (const each of both) each.destroy();
        });
    let isDeaf = false;
    upstream.on("data", (bytes) => {
      if (isDeaf) client.destroy();
      else client.write(bytes);
    });
    client.on("data", (bytes) => {
      const loss = bytes.includes("commit\0") ? losses.shift() : undefined;
      if (loss === "commit") return void client.destroy();
      isDeaf ||= loss === "answer";
      upstream.write(bytes);
    });
  });
  const serving = await serve(server);
  return {
    ...serving,
    /** How the next commits fail. */
    lose: (...next: readonly Loss[]) => void losses.push(...next),
    /** Breaks all connections at once. */
    cut: () => {
      for (const socket of serving.open) socket.destroy();
    },
  };
}
