import { connect, createServer, type Socket } from "node:net";
import { serve } from "../../../../tools/lab/servers.ts";

/** What becomes of a commit: it never gets there, or it is done and the answer to it never comes back. */
export type Loss = "commit" | "answer";

/** A way to a database on which connections break. */
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
    /** What becomes of the next commits. */
    lose: (...next: readonly Loss[]) => void losses.push(...next),
    /** All connections break, at once. */
    cut: () => {
      for (const socket of serving.open) socket.destroy();
    },
  };
}
