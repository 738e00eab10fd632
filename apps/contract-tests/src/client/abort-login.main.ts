import { iamPassword } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";
import { node, projectId } from "../fixtures/stopped-node.ts";

/**
 * Aborts calls whose login never gets an answer, and prints how long each took to end afterwards and what was left then. Nothing here
 * ends the process: it has to end by itself.
 *
 * Arguments: address of the server; `fetch` to send with the platform's.
 */
const [endpoint = "", transport] = process.argv.slice(2);
const fetch = transport === "fetch" ? globalThis.fetch : undefined;
const user = { userName: "operator", domainName: "my-account", password: "MARKED-PASSWORD" };

const ends = [];
for (let call = 0; call < 3; call++) {
  const aom = createClient({ endpoint, projectId, fetch, auth: iamPassword({ endpoint, projectId, fetch, ...user }) });
  const controller = new AbortController();
  const pending = aom.safe.restart(node, { signal: controller.signal });
  await new Promise((resolve) => setTimeout(resolve, 150));
  const aborted = performance.now();
  controller.abort();
  const result = await pending;
  const tookMs = performance.now() - aborted;
  await new Promise((resolve) => setTimeout(resolve, 20));
  const left = process.getActiveResourcesInfo().filter((name) => !["TTYWrap", "PipeWrap"].includes(name));
  ends.push({ code: result.ok ? undefined : result.error.code, outcome: result.outcome, tookMs, left });
}
process.stdout.write(JSON.stringify(ends));
