// node submit.ts PLAN: queues a plan for the workers, one job for each action. Running it twice is safe.
import { createHash } from "node:crypto";
import { keyOf } from "@aom-workflow/plan";
import { loadPlan } from "@aom-workflow/plan/node";
import { openPostgresJournal } from "@aom-workflow/plan/postgres";
import { fail, type Job, openQueues, settings } from "./queues.ts";

const [name] = process.argv.slice(2);
if (!name) fail("Usage: node submit.ts PLAN, where PLAN is the id or the file of a plan.");
const { AOM_WORKFLOW_JOURNAL: url } = settings("AOM_WORKFLOW_JOURNAL");
const { header, actions } = await loadPlan(name);
const { id: plan, contract, journal, who, reason } = header;
const { id, close } = await openPostgresJournal({ url, target: header });
await close();
if (journal !== id) fail(`Plan ${plan} belongs to journal ${journal}; the one in this database is ${id}.`);

const boss = await openQueues(url);
const jobs = actions.map((action, index) => {
  const data: Job = { plan, contract, journal, who, reason, action };
  // Jobs that are inserted together run in the order of their ids. The same action has the same id, so it is in the queue once.
  const digest = createHash("sha256")
    .update(`${plan} ${keyOf(action)}`)
    .digest("hex");
  const id = `${index.toString(16).padStart(8, "0")}-${digest.slice(0, 4)}-8${digest.slice(5, 8)}-8${digest.slice(9, 12)}-${digest.slice(12, 24)}`;
  // One after the other for each execution.
  return { id, data, singletonKey: `${action.workflowId} ${action.executionId}` };
});
for (let from = 0; from < jobs.length; from += 1000) await boss.insert("aom-act", jobs.slice(from, from + 1000));
await boss.stop();
process.stdout.write(`Plan ${plan}: ${jobs.length} jobs.\n`);
