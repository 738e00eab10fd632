import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on this machine that answers as told and keeps what it was asked. */
export interface Loopback extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
}

/** Starts one on a free port. */
export async function loopback(listener: RequestListener): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with JSON and a request id. */
export function answering(status: number, body: unknown): RequestListener {
  return (_, response) => {
    response.writeHead(status, { "Content-Type": "application/json", "X-Request-Id": "3d2c9d0c1a" });
    response.end(JSON.stringify(body));
  };
}

export const success = answering(200, { http_code: 200, result: "success" });

/** Where nothing listens. */
export async function closedServer(): Promise<Loopback> {
  await using server = await loopback(success);
  return { ...server, [Symbol.asyncDispose]: async () => {} };
}
