import type { Client } from "@aom-workflow/client";
import type { Journal } from "@aom-workflow/plan";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import { Connection, type ServeOptions } from "./connection.ts";

/**
 * Serves the Model Context Protocol, revisions 2025-06-18 to 2026-07-28, until the input ends. Project, endpoint, credentials and policy are those of
 * the client, the journal and the options; no call can change them. When the input has ended, nothing new is sent, and requests in flight are completed.
 *
 * @param journal of the client's target. The caller closes it afterwards
 * @returns a promise that is fulfilled when everything has ended
 */
export async function serve(client: Client, journal: Journal, options: ServeOptions): Promise<void> {
  const connection = new Connection(client, journal, options);
  const transport = new StdioServerTransport(options.stdin, options.stdout);
  const handle = serveStdio(() => connection.server(), { transport, onerror: (error) => options.onError?.(error) });
  const { onclose } = transport;
  await new Promise<void>((resolve) => {
    transport.onclose = () => {
      // Before the requests are aborted, so that it does not look like a cancellation by the user.
      connection.end();
      onclose?.();
      resolve();
    };
    const end = () => {
      connection.end();
      void handle.close().then(resolve);
    };
    if (options.signal?.aborted) end();
    options.signal?.addEventListener("abort", end, { once: true });
  });
  await connection.settled();
}
