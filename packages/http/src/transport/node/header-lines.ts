import type { PlainRequest } from "../../request/plain-request.ts";

/** Headers that belong to the connection or to the framing, which are not the caller's. */
const ownHeaders = new Set(["connection", "content-length", "host", "keep-alive", "transfer-encoding", "upgrade"]);

/** Methods whose request needs no length when it has no body. @see https://www.rfc-editor.org/rfc/rfc9110#section-8.6 */
const methodsWithoutLength = new Set(["GET", "HEAD", "DELETE", "OPTIONS", "TRACE"]);

/** The header lines of a request, name after value: those that it has, and only `Host`, `Content-Length` and `Connection` besides. */
export function headerLines({ method, headers, body }: PlainRequest, host: string): string[] {
  const lines = ["Host", headers.host ?? host];
  for (const name in headers) {
    if (!ownHeaders.has(name)) lines.push(name, headers[name] as string);
  }
  if (body !== undefined) lines.push("Content-Length", String(Buffer.byteLength(body)));
  else if (!methodsWithoutLength.has(method)) lines.push("Content-Length", "0");
  lines.push("Connection", "keep-alive");
  return lines;
}
