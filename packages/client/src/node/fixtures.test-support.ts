import { afterEach, expect } from "vitest";
import { type NodeFetchOptions, nodeFetch } from "./node-fetch.ts";
import { type Answer, type RawServer, rawServer } from "./raw-server.test-support.ts";

/** A whole answer. */
export const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0)) await each.close();
});

/** Closes it after the test. */
export function closed<It extends { close(): unknown }>(it: It): It {
  closing.push(it);
  return it;
}

export async function serverWith(answer: Answer): Promise<RawServer> {
  return closed(await rawServer(answer));
}

export function fetchWith(options: NodeFetchOptions = {}) {
  return closed(nodeFetch({ proxy: false, ...options }));
}

/** What it rejects with; it must. */
export const failure = (work: Promise<unknown>): Promise<Error & { code?: string }> =>
  work.then(
    () => expect.unreachable("it succeeded"),
    (error) => error,
  );
