// What submit.ts and worker.ts share: settings, jobs and queues.
import type { PlannedAction } from "@aom-workflow/plan";
import { PgBoss } from "pg-boss";

/** A job: one action of a plan. */
export interface Job {
  readonly plan: string;
  readonly contract: string;
  readonly journal: string;
  readonly who: string;
  readonly reason: string | undefined;
  readonly action: PlannedAction;
}

/** Ends the program with an error message. */
export function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
process.on("uncaughtException", (error: NodeJS.ErrnoException) => fail(error.message || error.code || String(error)));

/** Environment variables, each of which must be set. */
export function settings<Name extends string>(...names: readonly Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) fail(`Set ${missing.join(", ")}.`);
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}

/** @param url the database of the journal */
export async function openQueues(url: string): Promise<PgBoss> {
  // Looks for jobs of dead workers every five seconds; both intervals are a minute by default.
  const boss = new PgBoss({ connectionString: url, superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 });
  // An error with details is a plain object.
  boss.on("error", (error: NodeJS.ErrnoException) => process.stderr.write(`${error.message || error.code}\n`));
  await boss.start();
  // Its worker only reads, so a job may be repeated, for up to a day.
  await boss.createQueue("aom-doubt", { retryLimit: 100, retryDelay: 15, retryDelayMax: 900, retryBackoff: true });
  // Never delivered twice: the jobs of a dead worker go to the queue of doubts.
  await boss.createQueue("aom-act", { policy: "key_strict_fifo", retryLimit: 0, heartbeatSeconds: 10, deadLetter: "aom-doubt" });
  return boss;
}
