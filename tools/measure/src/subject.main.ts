/**
 * One measured process: `NAME` makes one call; `NAME LOAD` makes many and prints what they cost. It is compiled to plain JavaScript, as users
 * run it, and each subject loads only what it needs.
 */
import { executionId, keys, type Load, nodeId, origin, path, projectId, query, token, workflowId } from "./call.ts";

type Call = () => unknown;

const node = { workflowId, executionId, nodeId };

async function clientWith(auth: unknown, options: object = {}) {
  const { createClient } = await import("@aom-workflow/client");
  return createClient({ endpoint: origin, projectId, auth: auth as string, ...options });
}

async function accessKey() {
  return (await import("@aom-workflow/auth")).accessKey(keys);
}

const subjects: Readonly<Record<string, () => Promise<Call>>> = {
  "import client": async () => {
    await import("@aom-workflow/client");
    return () => {};
  },
  "import client and auth": async () => {
    await Promise.all([import("@aom-workflow/client"), import("@aom-workflow/auth")]);
    return () => {};
  },
  "client, token": async () => {
    const aom = await clientWith(token);
    return () => aom.restart(node);
  },
  "client and auth, signed": async () => {
    const aom = await clientWith(await accessKey());
    return () => aom.restart(node);
  },
  // The same request, declared as a read: it may reuse a connection.
  "client, a read": async () => {
    const [aom, { operations }] = await Promise.all([clientWith(token), import("@aom-workflow/client")]);
    const look = { ...operations.operate, effect: "none" } as const;
    return async () => {
      const { ok } = await aom.call(look, { action: "restart", ...node });
      if (!ok) throw new Error("unexpected response");
    };
  },
  "client over fetch, token": async () => {
    const aom = await clientWith(token, { fetch });
    return () => aom.restart(node);
  },
  "fetch, token": async () => () => byFetch({}),
  "fetch, token, a connection each": async () => () => byFetch({ connection: "close" }),
};

async function byFetch(more: Readonly<Record<string, string>>): Promise<void> {
  const headers = { "x-auth-token": token, "content-type": "application/json", accept: "application/json", ...more };
  const response = await fetch(`${origin}${path}?${query}`, { method: "POST", headers });
  const answer = (await response.json()) as { result?: string };
  if (response.status !== 200 || answer.result !== "success") throw new Error(`unexpected response: ${response.status}`);
}

const [name = "", load] = process.argv.slice(2);
const call = await subjects[name]!();
if (load === undefined) await call();
else process.stdout.write(JSON.stringify(await costOf(call, JSON.parse(load))));

async function costOf(call: Call, { calls, concurrency, warmUpCalls }: Load) {
  await repeat(call, warmUpCalls, concurrency);
  const before = process.cpuUsage();
  await repeat(call, calls, concurrency);
  const { user, system } = process.cpuUsage(before);
  const resident = process.memoryUsage.rss();
  process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
  process.getBuiltinModule("node:vm").runInNewContext("gc")();
  return { cpu: (user + system) / calls, resident, live: process.memoryUsage().heapUsed };
}

async function repeat(call: Call, calls: number, concurrency: number): Promise<void> {
  let left = calls;
  async function inTurn(): Promise<void> {
    while (left-- > 0) await call();
  }
  await Promise.all(Array.from({ length: concurrency }, inTurn));
}
