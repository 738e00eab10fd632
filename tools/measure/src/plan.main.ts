import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@aom-workflow/client";
import { applyPlan, makePlan, type Plan, readPlan } from "@aom-workflow/plan";
import { openJournal } from "@aom-workflow/plan/node";
import { run, startChild } from "../../lab/children.ts";
import { temporaryFolder } from "../../lab/folders.ts";
import { nodeId, projectId, token, workflowId } from "./call.ts";

/*
 * What many actions cost: `node tools/measure/src/plan.main.ts`. The other side is a plain server in a process of its own, and so is each
 * measurement.
 */

const concurrency = 16;

const [role = "", origin = "", ...rest] = process.argv.slice(2);
const roles: Readonly<Record<string, () => Promise<void>>> = { peer, calls, apply, plan };
await (roles[role] ?? all)();

async function all(): Promise<void> {
  const here = fileURLToPath(import.meta.url);
  const child = startChild(process.execPath, [here, "peer"], { cwd: temporaryFolder("peer"), env: {} });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, "data");
  const measure = async (...words: readonly string[]) => {
    const [name = "", ...args] = words;
    const home = temporaryFolder("home");
    const { stdout } = await run(process.execPath, [here, name, String(line).trim(), ...args], {
      ...{ cwd: home, env: { HOME: home, PATH: process.env.PATH ?? "" }, timeout: 600_000 },
    });
    process.stdout.write(`${words.join(" ")}: ${stdout}`);
    rmSync(home, { recursive: true });
  };
  for (const _ of [1, 2, 3]) {
    await measure("calls", "10000");
    await measure("apply", "10000");
  }
  await measure("apply", "3000", "200");
  await measure("plan", "100000");
  child.kill();
}

/** Every execution has failed once. Says how many actions the worst second had. */
async function peer(): Promise<void> {
  const seconds = new Map<number, number>();
  const failed = (id: string) => {
    const result = { node_id: nodeId, status: "fail", begin_time: 1_700_000_000_000, function_execution_id: `${id}-1` };
    return JSON.stringify({ execution_id: id, workflow_id: workflowId, status: "fail", execution_result_list: [result] });
  };
  const server = createServer(({ url = "" }, response) => {
    const id = /executions\/([^/]+)/.exec(url)?.[1] ?? "";
    response.setHeader("content-type", "application/json");
    if (url === "/worst") {
      response.end(String(Math.max(0, ...seconds.values())));
      seconds.clear();
    } else if (url.includes("/operation?")) {
      const second = Math.floor(Date.now() / 1000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
      response.end('{"result":"success"}');
    } else response.end(failed(id));
  });
  server.listen(0, "127.0.0.1", () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
}

function client() {
  return createClient({ endpoint: origin, projectId, auth: token });
}

function ids(count: number) {
  return Array.from({ length: count }, (_, at) => ({ workflowId, executionId: `e${at}`, nodeId }));
}

/** Single calls that read the state first, so many at once as actions of a plan. */
async function calls(): Promise<void> {
  const { safe } = client();
  const waiting = ids(Number(rest[0])).values();
  const work = async () => {
    for (const each of waiting) {
      const result = await safe.restart(each, { check: true });
      if (!result.ok) throw result.error;
    }
  };
  await cost(Number(rest[0]), () => Promise.all(Array.from({ length: concurrency }, work)));
}

async function apply(): Promise<void> {
  const { journal, planned } = await made(Number(rest[0]));
  const rate = rest[1] === undefined ? undefined : Number(rest[1]);
  await fetch(`${origin}/worst`);
  await cost(planned.actions.length, async () => {
    const course = applyPlan(planned, { client: client(), journal, rate, concurrency, first: 0 });
    let step = await course.next();
    while (!step.done) step = await course.next();
    if (step.value.applied !== planned.actions.length) throw new Error(JSON.stringify(step.value));
  });
  process.stdout.write(`  in the worst second: ${await (await fetch(`${origin}/worst`)).text()}\n`);
  await journal.close();
}

async function plan(): Promise<void> {
  const count = Number(rest[0]);
  await cost(count, async () => (await made(count)).journal.close());
  process.stdout.write(`  most memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`);
}

async function made(count: number): Promise<{ readonly journal: Awaited<ReturnType<typeof openJournal>>; readonly planned: Plan }> {
  const journal = await openJournal({
    target: { endpoint: origin, projectId },
    path: join(process.env.HOME ?? "", `journal-${process.pid}`),
    create: true,
  });
  const selected = ids(count).map((each) => ({ ...each, action: "restart" as const }));
  const options = { client: client(), journal, selected, selection: "all", who: "bench", max: count, concurrency };
  const { text } = await makePlan(options);
  return { journal, planned: await readPlan(text) };
}

/** How long it took, and what it cost this process: user and system, all threads. */
async function cost(count: number, work: () => Promise<unknown>): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`${Math.round(count / seconds)} a second, ${Math.round((user + system) / count)} µs of CPU each\n`);
}
