import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/** What stands before the registry while packages are published: counts them, and may break down half-way. */
export interface Front {
  readonly url: string;
  /** Names of the packages that were published through it, in order. */
  readonly accepted: readonly string[];
  /** How many more may be published before every further one fails. */
  allow(count: number): void;
  close(): void;
}

export function startFront(registry: string): Promise<Front> {
  const accepted: string[] = [];
  let allowed = Number.POSITIVE_INFINITY;
  const server = createServer((incoming, response) => {
    if (incoming.method === "PUT" && --allowed < 0) {
      incoming.resume().on("end", () => response.writeHead(500, { "Content-Type": "application/json" }).end('{"error":"broken down"}'));
    } else {
      pass(incoming, response, registry, (status) => {
        if (incoming.method === "PUT" && status < 300) accepted.push(decodeURIComponent((incoming.url as string).slice(1)));
      });
    }
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      resolve({
        url: `http://127.0.0.1:${port}/`,
        accepted,
        allow: (count) => {
          allowed = count;
        },
        close: () => void server.close().closeAllConnections(),
      });
    }),
  );
}

function pass(incoming: IncomingMessage, response: ServerResponse, registry: string, tell: (status: number) => void): void {
  const { method = "GET", url = "/", headers } = incoming;
  const onward = request(new URL(url, registry), { method, headers }, (answer) => {
    const status = answer.statusCode as number;
    tell(status);
    if (method === "PUT" && status === 409) return refuse(answer, response);
    response.writeHead(status, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  incoming.pipe(onward);
}

/** A version that is there already is refused in the words of npm's own registry, which are what changesets knows. */
function refuse(answer: IncomingMessage, response: ServerResponse): void {
  const error = "You cannot publish over the previously published versions.";
  answer.resume().on("end", () => response.writeHead(403, { "Content-Type": "application/json" }).end(JSON.stringify({ error })));
}
