/**
 * Sends every request the same response, as cheaply as possible, so that the client is what takes the time: without an HTTP parser, it only looks for
 * the end of the headers. Expects `{ key, cert }` as the first line of standard input, writes its ports, and ends when standard input ends.
 */
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { createServer as createTlsServer } from "node:tls";

const body = '{"result":"success"}';
const answer = Buffer.from(
  [
    "HTTP/1.1 200 OK",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "X-Request-Id: 7f1d9a20c3b84e5f9a6d2b1c0e4f8a35",
    "",
    body,
  ].join("\r\n"),
);
const endOfHeaders = "\r\n\r\n";

function serve(socket: Socket): void {
  let rest = "";
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    const requests = (rest + chunk.toString("latin1")).split(endOfHeaders);
    rest = requests.pop() ?? "";
    if (requests.length > 0) socket.write(requests.length === 1 ? answer : Buffer.concat(requests.map(() => answer)));
  });
}

const input = createInterface({ input: process.stdin });
input.once("line", (line) => {
  const servers = [createServer(serve), createTlsServer(JSON.parse(line), serve)];
  for (const server of servers) server.listen(0, "127.0.0.1", writePorts);

  function writePorts(): void {
    const ports = servers
      .map((server) => server.address())
      .flatMap((address) => (typeof address === "object" && address ? address.port : []));
    if (ports.length === servers.length) process.stdout.write(`${JSON.stringify(ports)}\n`);
  }
});
input.once("close", () => process.exit());
