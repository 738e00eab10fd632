import { createClient } from "@aom-workflow/client";
import { applyPlan } from "../../../src/apply/apply-plan.ts";
import { loadPlan } from "../../../src/node/index.ts";
import { openPostgresJournal } from "../../../src/postgres/index.ts";

// Applies a plan on one of several machines. `crash.ts` kills it at any moment.
const [url = "", endpoint = "", projectId = "", path = "", rate] = process.argv.slice(2);
const client = createClient({ endpoint, projectId, auth: "token" });
const journal = await openPostgresJournal({ url, target: { endpoint, projectId } });
const limits = { maxUnknown: 1_000_000, maxFailures: 1, first: 0 };
const run = applyPlan(await loadPlan(path), { client, journal, rate: Number(rate), concurrency: 8, ...limits });
let next = await run.next();
while (!next.done) next = await run.next();
await journal.close();
process.stdout.write(JSON.stringify(next.value));
