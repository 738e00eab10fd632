import type { OutgoingRequest } from "./send-request.ts";

/** Headers that belong to the connection or to the framing, which are not the caller's. */
const ownHeaders = new Set(["connection", "content-length", "host", "keep-alive", "transfer-encoding", "upgrade"]);

/** Methods whose request tells its length even when it has no body. @see https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const methodsWithLength = new Set(["POST", "PUT"]);

/** What goes over the wire for a `Request`: its headers, and only `Host` and `Content-Length` besides. Its body is read first. */
export async function outgoingRequest(request: Request, url: URL): Promise<OutgoingRequest> {
  const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
  const length = body?.byteLength ?? (methodsWithLength.has(request.method) ? 0 : undefined);
  return {
    method: request.method,
    target: url.pathname + url.search,
    headers: [
      ["Host", request.headers.get("host") ?? url.host],
      ...[...request.headers].filter(([name]) => !ownHeaders.has(name)),
      ...(length === undefined ? [] : [["Content-Length", String(length)] as const]),
    ],
    body,
  };
}
