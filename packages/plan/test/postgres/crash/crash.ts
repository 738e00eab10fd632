import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createClient } from "@aom-workflow/client";
import { type Fault, startSimulator } from "@aom-workflow/mock";
import { run, startChild } from "../../../../../tools/lab/children.ts";
import { temporaryFolder } from "../../../../../tools/lab/folders.ts";
import { startPostgres } from "../../../../../tools/lab/postgres.ts";
import type { Report } from "../../../src/apply/report.ts";
import { savePlan } from "../../../src/node/index.ts";
import { makePlan } from "../../../src/plan/make-plan.ts";
import { migratePostgresJournal, openPostgresJournal, verifyPostgresJournal } from "../../../src/postgres/index.ts";
import { drawn } from "../../machine.ts";

/** What to do, and how often to kill something, in milliseconds. */
export interface Setting {
  readonly actions: number;
  readonly workers: number;
  /** Requests per second, by all workers together. */
  readonly rate: number;
  readonly workerEvery: number;
  readonly databaseEvery: number;
  readonly seed: number;
}

/** The result. */
export interface Result {
  readonly report: Report;
  readonly workersKilled: number;
  readonly databasesKilled: number;
  readonly lostAnswers: number;
  /** Requests that the service got. */
  readonly requests: number;
  /** The most requests that any one execution received. */
  readonly mostRequests: number;
  /** Requests in the busiest second. */
  readonly worstSecond: number;
  readonly seconds: number;
  /** Violations of what must be true. */
  readonly problems: readonly string[];
}

const projectId = "0123456789abcdef0123456789abcdef";

/** Several workers apply one plan, while they and the database are killed at any moment, and one response in twenty is lost. */
export async function crash({ actions, workers, rate, workerEvery, databaseEvery, seed }: Setting): Promise<Result> {
  const random = drawn(seed);
  const arrivals: number[] = [];
  const sent = new Map<string, number>();
  let lostAnswers = 0;
  const service = await startSimulator({
    clock: "real",
    seed: {
      workflows: Array.from({ length: Math.ceil(actions / 100) }, (_, at) => ({
        ...{ id: `w${at}`, name: `w${at}` },
        nodes: [
          { id: "deploy", ends: "fail" as const, failures: 1, takes: 5 },
          { id: "check", takes: 3_600_000 },
        ],
        executions: Array.from({ length: Math.min(100, actions - 100 * at) }, (_, index) => ({ id: `e${100 * at + index}`, ago: 60_000 })),
      })),
    },
    faults({ request }): Fault | undefined {
      const [, id] = /\/executions\/(e\d+)\/operation\b/.exec(request?.target ?? "") ?? [];
      if (id === undefined) return undefined;
      arrivals.push(performance.now());
      sent.set(id, (sent.get(id) ?? 0) + 1);
      if (random() >= 0.05) return undefined;
      lostAnswers++;
      return { kind: random() < 0.5 ? "reset-after-reading" : "close-mid-headers" };
    },
  });
  const database = await startPostgres();
  await migratePostgresJournal(database.url);
  const target = { endpoint: service.url, projectId };
  const path = join(temporaryFolder("crash"), "plan.jsonl");
  const journal = await openPostgresJournal({ url: database.url, target, create: true });
  const selected = Array.from({ length: actions }, (_, at) => ({
    ...({ action: "restart", nodeId: "deploy" } as const),
    ...{ workflowId: `w${Math.floor(at / 100)}`, executionId: `e${at}` },
  }));
  const client = createClient({ ...target, auth: "token" });
  const made = await makePlan({ client, journal, selected, selection: "all", who: "tester", max: actions, concurrency: 16 });
  await journal.close();
  await savePlan(made.plan, { out: path });

  const command = ["--no-warnings", join(import.meta.dirname, "worker.ts"), database.url, service.url, projectId, path, String(rate)];
  const begun = performance.now();
  let [workersKilled, databasesKilled, isOver] = [0, 0, false];
  const alive = new Set<ChildProcess>();
  const complaints: string[] = [];
  const timer = setInterval(() => {
    const victim = [...alive][Math.floor(random() * alive.size)];
    if (victim?.pid === undefined) return;
    workersKilled++;
    victim.kill("SIGKILL");
  }, workerEvery);
  const crashes = (async () => {
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve, databaseEvery * (0.5 + random())));
      if (isOver) return;
      await database.kill();
      databasesKilled++;
      await database.start();
    }
  })();
  /** Starts a worker again and again, until it has finished the plan. */
  const worker = async (): Promise<void> => {
    for (;;) {
      const child = startChild(process.execPath, command, { cwd: import.meta.dirname });
      alive.add(child);
      let [output, errors] = ["", ""];
      child.stdout!.on("data", (text) => (output += text));
      child.stderr!.on("data", (text) => (errors += text));
      const code = await new Promise((resolve) => child.once("close", resolve));
      alive.delete(child);
      if (code === 0 && (JSON.parse(output) as Report).left === 0) return;
      if (code !== null && code !== 0 && !errors.includes("PlanError")) complaints.push(errors.slice(0, 1000));
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  isOver = true;
  clearInterval(timer);
  await crashes;
  const seconds = (performance.now() - begun) / 1000;
  // Everything in flight has arrived by now.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const report = JSON.parse((await run(process.execPath, command, { cwd: import.meta.dirname })).stdout) as Report;
  const { problems } = await verifyPostgresJournal({ url: database.url, target });
  const truth = new Map(service.executions().map(({ executionId, begun }) => [executionId, begun.deploy ?? 0]));
  await database.stop();
  await service.close();
  const { planned, applied, rejected, unknown, stale, left } = report;
  const done = [...truth].filter(([, runs]) => runs > 1).map(([id]) => id);
  const doubted = new Set(report.doubts.map(({ action }) => action.executionId));
  return {
    ...{ report, workersKilled, databasesKilled, lostAnswers, seconds, requests: arrivals.length },
    mostRequests: Math.max(...sent.values()),
    worstSecond: worstOf(arrivals),
    problems: [
      ...problems,
      ...complaints,
      ...(planned === applied + rejected + unknown + stale + left ? [] : ["The counts do not add up."]),
      ...(left === 0 ? [] : [`${left} were forgotten.`]),
      ...(report.sent === 0 ? [] : [`${report.sent} were sent after all had ended.`]),
      ...[...sent].flatMap(([id, count]) => (count > 1 ? [`${id} was sent ${count} times.`] : [])),
      ...[...truth].flatMap(([id, runs]) => (runs > 2 ? [`${id} was restarted ${runs - 1} times.`] : [])),
      ...done.filter((id) => doubted.has(id)).map((id) => `${id} was done, which can be read, and is in doubt.`),
      ...(done.length === applied ? [] : [`${done.length} were done, ${applied} are said to be.`]),
    ],
  };
}

/** How many of these times, in milliseconds and in order, fell into one second. */
export function worstOf(times: readonly number[]): number {
  let [worst, from] = [0, 0];
  for (const [index, time] of times.entries()) {
    while (time - (times[from] as number) >= 1000) from++;
    worst = Math.max(worst, index - from + 1);
  }
  return worst;
}
