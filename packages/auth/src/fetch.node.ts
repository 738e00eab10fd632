import type { IncomingMessage, RequestOptions } from "node:http";
import { Readable } from "node:stream";
import type { Fetch } from "./fetch.ts";

/** Node's own `fetch` reads headers of 16 KiB at most; a token in X-Subject-Token alone may have 40 KB. */
const maxHeaderSize = 128 * 1024;

export const defaultFetch: Fetch = async (request, { signal }) => {
  const body = new Uint8Array(await request.arrayBuffer());
  const headers = { ...Object.fromEntries(request.headers), ...(body.length > 0 && { "content-length": String(body.length) }) };
  return toResponse(await send(request.url, { method: request.method, headers, maxHeaderSize, signal }, body));
};

async function send(url: string, options: RequestOptions, body: Uint8Array): Promise<IncomingMessage> {
  const { request } = url.startsWith("https:") ? await import("node:https") : await import("node:http");
  return new Promise((resolve, reject) => {
    request(url, options, resolve).on("error", reject).end(body);
  });
}

function toResponse(message: IncomingMessage): Response {
  const status = message.statusCode ?? 0;
  const headers = new Headers();
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    headers.append(message.rawHeaders[index] as string, message.rawHeaders[index + 1] as string);
  }
  const withoutBody = status === 204 || status === 205 || status === 304;
  return new Response(withoutBody ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array>), { status, headers });
}
