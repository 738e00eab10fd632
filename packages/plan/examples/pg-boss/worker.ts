// node worker.ts: start it on as many machines as you like. It acts, and settles what is in doubt.
import { setTimeout as rest } from "node:timers/promises";
import { contract, createClient } from "@aom-workflow/client";
import { type Acted, actOnce, isPlanError, keyOf } from "@aom-workflow/plan";
import { openPostgresJournal } from "@aom-workflow/plan/postgres";
import type { JobWithMetadata, Job as QueueJob } from "pg-boss";
import { fail, type Job, openQueues, settings } from "./queues.ts";

const names = ["AOM_WORKFLOW_JOURNAL", "AOM_WORKFLOW_ENDPOINT", "AOM_WORKFLOW_PROJECT", "AOM_WORKFLOW_TOKEN"] as const;
const {
  AOM_WORKFLOW_JOURNAL: url,
  AOM_WORKFLOW_ENDPOINT: endpoint,
  AOM_WORKFLOW_PROJECT: projectId,
  AOM_WORKFLOW_TOKEN: auth,
} = settings(...names);
const { RATE = "20" } = process.env;
const perSecond = Number(RATE);
if (!(perSecond >= 0.01 && perSecond <= 10_000)) fail(`RATE must be 0.01 to 10000 requests a second; it is ${JSON.stringify(RATE)}.`);
const client = createClient({ endpoint, projectId, auth });
const journal = await openPostgresJournal({ url, target: { endpoint, projectId } });
const boss = await openQueues(url);
const say = ({ action }: Job, what: string) => process.stdout.write(`${action.executionId} ${action.nodeId}: ${what}\n`);

/** Sends it, unless the journal shows that it was already sent. */
async function send(job: Job, signal?: AbortSignal): Promise<Acted> {
  if (job.journal !== journal.id) throw new Error(`Plan ${job.plan} belongs to journal ${job.journal}; this is ${journal.id}.`);
  if (!contract.version.startsWith(`${job.contract}.`))
    throw new Error(`Plan ${job.plan} was made with version ${job.contract} of the contract; this worker has ${contract.version}.`);
  const { held } = await journal.planMark(job.plan);
  if (held !== undefined) throw new Error(`Plan ${job.plan} is held: ${held}`);
  const { plan, who, reason, action } = job;
  return actOnce(client, journal, action, { plan, who, reason, signal, beforeIntent: () => journal.slot(perSecond, signal) });
}

async function act(job: Job, signal?: AbortSignal): Promise<Acted> {
  try {
    const acted = await send(job, signal);
    say(job, acted.outcome === "unknown" ? `in doubt: ${acted.reason}` : [acted.outcome, acted.reason].filter(Boolean).join(": "));
    return acted;
  } catch (error) {
    // Without the journal, nothing more may be sent.
    if (isPlanError(error)) fail(error.message);
    say(job, (error as Error).message);
    throw error;
  }
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
  say(doubt.data, "its worker failed or died; looking.");
  const entry = await journal.entry(keyOf(action));
  if (entry === undefined || entry.state === "deferred") {
    // Its worker ended before the intent, so nothing was sent. Queue it again in a minute.
    const singletonKey = `${action.workflowId} ${action.executionId}`;
    await boss.send("aom-act", doubt.data, { singletonKey, startAfter: 60 });
  } else if ((await act(doubt.data)).outcome === "unknown") throw new Error("Still in doubt.");
  // A failed job would hold back the next ones of its execution.
  if (doubt.sourceId) await boss.deleteJob("aom-act", doubt.sourceId);
});

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    await boss.stop();
    await journal.close();
  });
process.stdout.write(`Waiting for jobs of project ${projectId} at ${endpoint}: ${perSecond} requests a second, all workers together.\n`);
