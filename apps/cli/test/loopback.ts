import type { RequestListener } from "node:http";
import { json, type Loopback, loopback } from "../../../tools/lab/servers.ts";

export { type Loopback, loopback };

/** Answers with JSON and a request id. */
export function answering(status: number, body: unknown): RequestListener {
  return (_, response) => json(response, status, body, { "x-request-id": "3d2c9d0c1a" });
}

export const success = answering(200, { http_code: 200, result: "success" });

/** Where nothing listens. */
export async function closedServer(): Promise<Loopback> {
  await using server = await loopback(success);
  return { ...server, [Symbol.asyncDispose]: async () => {} };
}
