import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";

/** A server on loopback that passes requests on to a mock and lets pages of other origins read the answers. */
export function withCors(target: string): Server {
  return createServer((incoming, outgoing) => {
    outgoing.setHeader("access-control-allow-origin", "*");
    outgoing.setHeader("access-control-expose-headers", "*");
    if (incoming.method === "OPTIONS") answerPreflight(incoming, outgoing);
    else passOn(target, incoming, outgoing);
  });
}

function answerPreflight({ headers }: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(204, {
    "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "*",
  });
  outgoing.end();
}

function passOn(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const onward = request(new URL(incoming.url ?? "/", target), { method: incoming.method, headers: incoming.headers }, (answer) => {
    outgoing.writeHead(answer.statusCode as number, answer.headers);
    answer.pipe(outgoing);
  });
  onward.once("error", () => outgoing.destroy());
  incoming.pipe(onward);
}
