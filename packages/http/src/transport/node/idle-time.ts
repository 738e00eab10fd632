import type { PlainHeaders } from "../../request/plain-request.ts";

/** How long a connection waits for its next request, in milliseconds. Short, since a server may close it just when it is used. */
const idleMs = 4_000;

/** How much earlier than the server we give up a connection, in milliseconds: what it sends is on its way for a while. */
const marginMs = 1_000;

/** How long a connection may wait after a response with these headers: 4 s, or 1 s less than the server says that it waits. */
export function idleTime(headers: PlainHeaders): number {
  const seconds = headers["keep-alive"]?.match(/(?:^|[,\s])timeout=(\d+)/i)?.[1];
  return seconds === undefined ? idleMs : Math.min(idleMs, Number(seconds) * 1000 - marginMs);
}
