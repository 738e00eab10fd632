import { createServer, type IncomingHttpHeaders } from "node:http";
import { connect, type Socket } from "node:net";
import { serve } from "./servers.ts";

/** What a proxy does with a CONNECT: opens the tunnel, only sends a status, ends the connection before or after its response, or sends too much. */
export type ProxyConduct = "tunnel" | number | "dies" | "dies-after-opening" | "never-answers" | "speaks-first";

/** A proxy that supports only CONNECT and records the requests. */
export async function connectProxy(conduct: ProxyConduct) {
  const asked: { authority: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    asked.push({ authority: `absolute form: ${request.url}`, headers: request.headers });
    response.writeHead(405).end();
  });
  const serving = await serve(server);
  const open = serving.open as Set<Socket>;
  server.on("connect", ({ url = "", headers }, client: Socket) => {
    asked.push({ authority: url, headers });
    // The server keeps connections half open, and notices their end only while reading.
    client.once("end", () => client.end());
    if (conduct === "never-answers") return client.resume();
    if (conduct === "dies") return client.destroy();
    if (conduct === "speaks-first") return client.resume().write("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    // The client has to close the connection.
    if (typeof conduct === "number") return client.resume().write(`HTTP/1.1 ${conduct} No\r\n\r\n`);
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    if (conduct === "dies-after-opening") return client.once("data", () => client.resetAndDestroy());
    const { hostname, port } = new URL(`http://${url}`);
    // Names under .invalid lead to this machine.
    const origin = connect({ host: hostname.endsWith(".invalid") ? "127.0.0.1" : hostname, port: Number(port) });
    open.add(origin);
    client.once("close", () => origin.destroy());
    origin.on("error", () => client.destroy()).once("close", () => open.delete(origin) && client.resume());
    return client.pipe(origin).pipe(client);
  });
  return { ...serving, asked };
}
