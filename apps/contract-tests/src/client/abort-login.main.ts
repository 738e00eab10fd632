import { createServer, type Socket } from "node:net";
import { iamPassword } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";
import { serve } from "../../../../tools/lab/servers.ts";
import { node, projectId } from "../fixtures/stopped-node.ts";

/**
 * Aborts calls once their login has arrived at a server that never answers, and prints how long each took to end afterwards and what was
 * left then. Nothing here keeps the process alive or ends it: it has to end on its own. Argument: `fetch` to send with the platform's.
 */
const fetch = process.argv[2] === "fetch" ? globalThis.fetch : undefined;
const user = { userName: "operator", domainName: "my-account", password: "MARKED-PASSWORD" };

let arrive: (head: string) => void = () => {};
const server = createServer((socket: Socket) => {
  socket.unref();
  socket.once("data", (head) => arrive(head.toString("latin1")));
});
const { url: endpoint } = await serve(server.unref());

/** What keeps the process alive, once whatever is closing is closed; waits for that no longer than a second. */
async function leftovers(): Promise<string[]> {
  for (let waited = 0; ; waited += 20) {
    const left = process.getActiveResourcesInfo().filter((name) => !["TTYWrap", "PipeWrap"].includes(name));
    if (left.length === 0 || waited > 1_000) return left;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const ends = [];
for (let call = 0; call < 3; call++) {
  const login = new Promise<string>((resolve) => {
    arrive = resolve;
  });
  const aom = createClient({ endpoint, projectId, fetch, auth: iamPassword({ endpoint, projectId, fetch, ...user }) });
  const controller = new AbortController();
  const pending = aom.safe.restart(node, { signal: controller.signal });
  const [request] = (await login).split(" HTTP/");
  const aborted = performance.now();
  controller.abort();
  const result = await pending;
  const tookMs = performance.now() - aborted;
  ends.push({ request, code: result.ok ? undefined : result.error.code, outcome: result.outcome, tookMs, left: await leftovers() });
}
process.stdout.write(JSON.stringify(ends));
