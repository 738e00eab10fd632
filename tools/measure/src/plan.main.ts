import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Client, createClient } from "@aom-workflow/client";
import { readState } from "@aom-workflow/client/executions";
import { actOnce, applyPlan, dueOf, makePlan, type Plan, type Selected } from "@aom-workflow/plan";
import { loadPlan, openJournal, savePlan } from "@aom-workflow/plan/node";
import { run, startChild } from "../../lab/children.ts";
import { temporaryFolder } from "../../lab/folders.ts";
import { nodeId, projectId, token, workflowId } from "./call.ts";

/*
 * What many actions cost: `node tools/measure/src/plan.main.ts`. The server and each measurement have processes of their own.
 */

const concurrency = 16;
const planPath = join(process.env.HOME ?? "", "plan");

const [role = "", origin = "", ...rest] = process.argv.slice(2);
const roles: Readonly<Record<string, () => Promise<void>>> = { serve, calls, apply, reads, plan, record, open };
await (roles[role] ?? all)();

async function all(): Promise<void> {
  const here = fileURLToPath(import.meta.url);
  const child = startChild(process.execPath, [here, "serve"], { cwd: temporaryFolder("server"), env: {} });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, "data");
  const measure = (...words: readonly string[]) => measureIn(temporaryFolder("home"), ...words);
  const measureIn = async (home: string, ...words: readonly string[]) => {
    const [name = "", ...args] = words;
    const { stdout } = await run(process.execPath, [here, name, String(line).trim(), ...args], {
      ...{ cwd: home, env: { HOME: home, PATH: process.env.PATH ?? "" }, timeout: 600_000 },
    });
    process.stdout.write(`${words.join(" ")}: ${stdout}`);
  };
  for (const _ of [1, 2, 3]) {
    await measure("calls", "10000");
    await measure("apply", "10000");
  }
  await measure("apply", "3000", "200");
  await measure("reads", "100000");
  const home = temporaryFolder("home");
  for (const role of ["plan", "record", "open"]) await measureIn(home, role, "100000");
  child.kill();
}

/** Serves executions that have all failed once, and reports how many actions the busiest second had. */
async function serve(): Promise<void> {
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

function* ids(count: number): Generator<Selected & { readonly nodeId: string }, void, undefined> {
  for (let at = 0; at < count; at++) yield { action: "restart", workflowId, executionId: `e${at}`, nodeId };
}

/** Single calls that read the state first, with the same concurrency as a plan. */
async function calls(): Promise<void> {
  const { safe } = client();
  await cost(Number(rest[0]), () =>
    atOnce(ids(Number(rest[0])), async (each) => {
      const result = await safe.restart(each, { check: true });
      if (!result.ok) throw result.error;
    }),
  );
}

/** Only reads each execution, as planning does: the memory that is not the plan's. */
async function reads(): Promise<void> {
  const reader = client();
  await cost(Number(rest[0]), () =>
    atOnce(ids(Number(rest[0])), async (each) => {
      const reading = await readState(reader, each, {});
      if (!reading.ok) throw reading.error;
    }),
  );
}

async function atOnce<Each>(all: Iterator<Each, void, undefined>, work: (each: Each) => Promise<unknown>): Promise<void> {
  const works = async () => {
    for (let next = all.next(); !next.done; next = all.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: concurrency }, works));
}

async function apply(): Promise<void> {
  const { journal, planned } = await made(Number(rest[0]));
  const rate = rest[1] === undefined ? undefined : Number(rest[1]);
  await fetch(`${origin}/worst`);
  await cost(planned.actions.length, async () => {
    const steps = applyPlan(planned, { client: client(), journal, rate, concurrency, first: 0 });
    let step = await steps.next();
    while (!step.done) step = await steps.next();
    if (step.value.applied !== planned.actions.length) throw new Error(JSON.stringify(step.value));
  });
  process.stdout.write(`  in the busiest second: ${await (await fetch(`${origin}/worst`)).text()}\n`);
  await journal.close();
}

async function plan(): Promise<void> {
  await cost(Number(rest[0]), async () => {
    const { journal, planned } = await made(Number(rest[0]));
    await savePlan(planned, { out: planPath });
    await journal.close();
  });
}

/** Fills the journal: each action of the plan was applied. */
async function record(): Promise<void> {
  const [journal, { header, actions }] = [await opened(), await loadPlan(planPath)];
  const safe = { ...client().safe, restart: async () => ({ ok: true }) } as unknown as Client["safe"];
  await cost(actions.length, () => atOnce(actions.values(), (action) => actOnce({ safe }, journal, action, { plan: header.id })));
  await journal.close();
}

/** Reads the plan and its journal, as a second `apply` does. */
async function open(): Promise<void> {
  await cost(Number(rest[0]), async () => {
    const [journal, plan] = [await opened(), await loadPlan(planPath)];
    if ((await dueOf(plan, journal)).length > 0) throw new Error("Some actions are still due.");
    await journal.close();
  });
}

async function made(count: number): Promise<{ readonly journal: Awaited<ReturnType<typeof openJournal>>; readonly planned: Plan }> {
  const journal = await opened();
  const options = { client: client(), journal, selected: ids(count), selection: "all", who: "bench", max: count, concurrency };
  const { plan } = await makePlan(options);
  return { journal, planned: plan };
}

function opened() {
  return openJournal({ target: { endpoint: origin, projectId }, path: join(process.env.HOME ?? "", "journal"), create: true });
}

/** Prints the rate, the processor time (user and system, all threads) and the peak memory of this process. */
async function cost(count: number, work: () => Promise<unknown>): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(
    `${Math.round(count / seconds)} per second, ${Math.round((user + system) / count)} µs of CPU each, at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`,
  );
}
