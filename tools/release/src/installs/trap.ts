import { createServer } from "node:net";

/** What listens where a report of an installation would go: to a proxy, or to the local port that Scarf offers for tests. */
export interface Trap {
  /** Makes everything but the registry go to the trap. */
  readonly env: NodeJS.ProcessEnv;
  /** The first line of each thing that was sent there. */
  readonly caught: readonly string[];
  close(): void;
}

export function setTrap(): Promise<Trap> {
  const caught: string[] = [];
  const server = createServer((socket) => {
    const report: string[] = [];
    socket.setEncoding("latin1").on("data", (text: string) => {
      report.push(text);
      socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    });
    socket.on("error", () => {}).on("close", () => caught.push(report.join("").split("\r\n")[0] || "a connection"));
  });
  return new Promise((resolve) =>
    // On every address of this machine that `localhost` may mean.
    server.listen(0, "localhost", () => {
      const { port } = server.address() as { port: number };
      const proxy = `http://localhost:${port}`;
      const env = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: "127.0.0.1", SCARF_LOCAL_PORT: String(port) };
      resolve({ env, caught, close: () => void server.close() });
    }),
  );
}
