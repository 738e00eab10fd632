import { getEventListeners } from "node:events";
import { createClient } from "@aom-workflow/client";
import { startMock } from "@aom-workflow/mock";
import { node, projectId, token } from "../fixtures/stopped-node.ts";

/**
 * Makes 5,000 calls that succeed, time out or are aborted, and prints what is left behind. A process of its own, executed with
 * `--expose-gc`, so that nothing else counts. Argument: `fetch` to send with the platform's.
 */
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error("Execute it with --expose-gc.");

const mock = await startMock({
  intercept: ({ target }) => (target.includes("hang") ? new Promise(() => {}) : { status: 200, body: { result: "success" } }),
});
const fetch = process.argv[2] === "fetch" ? globalThis.fetch : undefined;
const options = { endpoint: mock.url, projectId, auth: token, fetch, retry: false } as const;
const hasty = createClient({ ...options, timeout: 3 });
const patient = createClient(options);
const shared = new AbortController();

async function one(index: number): Promise<void> {
  const hang = { ...node, nodeId: "hang" };
  if (index % 10 === 0) await hasty.safe.restart(hang);
  else if (index % 10 === 1) {
    const own = new AbortController();
    setImmediate(() => own.abort());
    await patient.safe.skip(hang, { signal: own.signal });
  } else if (index % 10 === 2) await patient.safe.skip(hang, { signal: AbortSignal.abort() });
  else await patient.safe.continue(node, { signal: shared.signal });
}

async function calls(count: number): Promise<number> {
  for (let index = 0; index < count; index += 20) await Promise.all(Array.from({ length: 20 }, (_, each) => one(index + each)));
  (mock.requests as unknown[]).length = 0;
  (mock.connections as unknown[]).length = 0;
  for (let round = 0; round < 4; round++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    collect?.();
  }
  return process.memoryUsage().heapUsed;
}

await calls(500);
const early = await calls(1_500);
const late = await calls(3_000);
const listeners = getEventListeners(shared.signal, "abort").length;
await mock.close();
await new Promise((resolve) => setTimeout(resolve, 100));
const resources = process.getActiveResourcesInfo().filter((name) => !["TTYWrap", "PipeWrap"].includes(name));
process.stdout.write(JSON.stringify({ listeners, resources, grownBytes: late - early }));
