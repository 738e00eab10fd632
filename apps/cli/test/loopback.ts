import type { RequestListener } from "node:http";
import { json, type Loopback, loopback } from "../../../tools/lab/servers.ts";

export { type Loopback, loopback };

/** Answers with JSON and a request id. */
export function answering(status: number, body: unknown): RequestListener {
  return (_, response) => json(response, status, body, { "x-request-id": "3d2c9d0c1a" });
}

const done = answering(200, { http_code: 200, result: "success" });

/** Does what it is asked to. It knows every execution, of each no more than its id, so that any action may be sent. */
export const success: RequestListener = (request, response) => {
  const [, id] = /\/executions\/([^/]+)\/status$/.exec(request.url ?? "") ?? [];
  return (id === undefined ? done : answering(200, { execution_id: decodeURIComponent(id) }))(request, response);
};

/** Where nothing listens. */
export async function closedServer(): Promise<Loopback> {
  await using server = await loopback(success);
  return { ...server, [Symbol.asyncDispose]: async () => {} };
}
