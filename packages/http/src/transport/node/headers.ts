import type { PlainHeaders, PlainRequest } from "../../request/plain-request.ts";

/** Headers that belong to the connection or to the framing, which are not the caller's. */
const ownHeaders = new Set(["connection", "content-length", "host", "keep-alive", "transfer-encoding", "upgrade"]);

/** Methods whose request needs no length when it has no body. @see https://www.rfc-editor.org/rfc/rfc9110#section-8.6 */
const methodsWithoutLength = new Set(["GET", "HEAD", "DELETE", "OPTIONS", "TRACE"]);

/**
 * The headers of a request as `node:http` takes them: those that it has, and only `Host` and `Content-Length` besides. An object, because
 * what observes requests copies it as one.
 */
export function requestHeaders({ method, headers, body }: PlainRequest, host: string): Record<string, string> {
  const all: Record<string, string> = { Host: headers.host ?? host };
  for (const name in headers) {
    if (!ownHeaders.has(name)) all[name] = headers[name] as string;
  }
  if (body !== undefined) all["Content-Length"] = String(Buffer.byteLength(body));
  else if (!methodsWithoutLength.has(method)) all["Content-Length"] = "0";
  return all;
}

/** The headers of a response as plain data, every one of them: Node's own view drops some that come twice. */
export function plainHeaders(lines: readonly string[]): PlainHeaders {
  const headers: Record<string, string> = Object.create(null);
  for (let at = 0; at < lines.length; at += 2) {
    const name = (lines[at] as string).toLowerCase();
    const value = lines[at + 1] as string;
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return headers;
}
