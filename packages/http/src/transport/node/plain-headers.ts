import type { PlainHeaders } from "../../request/plain-request.ts";

/** The headers of an answer as plain data, every one of them: Node's own view drops some that come twice. */
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
