import { createClient } from "@aom-workflow/client";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import { loadPlan, openJournal } from "../../src/node/index.ts";

// Applies a plan, as the command does. `main.ts` kills it at any moment.
const [endpoint = "", projectId = "", id = ""] = process.argv.slice(2);
const client = createClient({ endpoint, projectId, auth: "token" });
const journal = await openJournal({ target: { endpoint, projectId } });
const run = applyPlan(await loadPlan(id), { client, journal, first: 0, maxUnknown: 1000, maxFailures: 1 });
let next = await run.next();
while (!next.done) next = await run.next();
await journal.close();
process.stdout.write(JSON.stringify(next.value));
