// node worker.ts: start it on as many machines as you like. It acts, and looks for what is in doubt.
import { setTimeout as rest } from "node:timers/promises";
import { contract, createClient } from "@aom-workflow/client";
import { type Acted, actOnce, keyOf, type PlannedAction } from "@aom-workflow/plan";
import { openPostgresJournal } from "@aom-workflow/plan/postgres";
import { type JobWithMetadata, PgBoss, type Job as QueueJob } from "pg-boss";

/** A job: one action of a plan. */
export interface Job {
  readonly plan: string;
  readonly contract: string;
  readonly journal: string;
  readonly who: string;
  readonly reason: string | undefined;
  readonly action: PlannedAction;
}

const { DATABASE_URL: url, AOM_WORKFLOW_ENDPOINT: endpoint, AOM_WORKFLOW_PROJECT: projectId, AOM_WORKFLOW_TOKEN: auth } = process.env;
if (!url || !endpoint || !projectId || !auth) throw new Error("Set DATABASE_URL, AOM_WORKFLOW_ENDPOINT, _PROJECT and _TOKEN.");
const perSecond = Number(process.env.RATE ?? 20);
const client = createClient({ endpoint, projectId, auth });
const journal = await openPostgresJournal({ url, target: { endpoint, projectId } });
const boss = new PgBoss({ connectionString: url, superviseIntervalSeconds: 10 });
boss.on("error", (error) => process.stderr.write(`${error}\n`));
await boss.start();
// Its worker only reads, so a job may be repeated: for a day.
await boss.createQueue("aom-doubt", { retryLimit: 100, retryDelay: 15, retryDelayMax: 900, retryBackoff: true });
// Never delivered twice: what a worker leaves behind goes to the queue of doubts.
await boss.createQueue("aom-act", { policy: "key_strict_fifo", retryLimit: 0, heartbeatSeconds: 10, deadLetter: "aom-doubt" });

/** Sends it, unless somebody has: the journal knows. */
async function act(job: Job, signal?: AbortSignal): Promise<Acted> {
  if (job.journal !== journal.id) throw new Error(`Plan ${job.plan} belongs to journal ${job.journal}; this is ${journal.id}.`);
  if (!contract.version.startsWith(`${job.contract}.`))
    throw new Error(`Plan ${job.plan} was made with version ${job.contract} of the contract; this worker has ${contract.version}.`);
  const { held } = await journal.planMark(job.plan);
  if (held !== undefined) throw new Error(`Plan ${job.plan} is held: ${held}`);
  const { plan, who, reason, action } = job;
  return actOnce(client, journal, action, { plan, who, reason, signal, beforeIntent: () => journal.slot(perSecond, signal) });
}

await boss.work("aom-act", { localConcurrency: 8, pollingIntervalSeconds: 0.5 }, async ([job]: QueueJob<Job>[]) => {
  for (let round = 1; job !== undefined; round++) {
    const { outcome, reason, error } = await act(job.data, job.signal);
    if (outcome === "unknown") throw new Error(`In doubt: ${reason}`);
    if (outcome !== "left") return outcome;
    // Nothing was done: too many requests, no connection, refused credentials.
    if (round === 5) throw new Error(`Not sent: ${reason}`);
    await rest(Math.max((error?.retryAfter ?? 0) * 1000, 500 * 2 ** round));
  }
  return "left";
});

await boss.work("aom-doubt", { includeMetadata: true, pollingIntervalSeconds: 0.5 }, async ([doubt]: JobWithMetadata<Job>[]) => {
  if (doubt === undefined) return;
  const { action } = doubt.data;
  const entry = await journal.entry(keyOf(action));
  if (entry === undefined || entry.state === "deferred") {
    // Its worker ended before the intent: nothing was sent. Back in a minute.
    const singletonKey = `${action.workflowId} ${action.executionId}`;
    await boss.send("aom-act", doubt.data, { singletonKey, startAfter: 60 });
  } else if ((await act(doubt.data)).outcome === "unknown") throw new Error("Still in doubt.");
  // A failed job holds back the next ones of its execution.
  if (doubt.sourceId) await boss.deleteJob("aom-act", doubt.sourceId);
});

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    await boss.stop();
    await journal.close();
  });
