import { createClient } from "@aom-workflow/client";
import { openJournal } from "@aom-workflow/plan/node";
import { serve } from "../../src/index.ts";

// Serves an agent, as the command does. The tests next to it kill it at any moment.
const [endpoint = "", projectId = ""] = process.argv.slice(2);
const target = { endpoint, projectId };
const client = createClient({ ...target, auth: "token" });
const journal = await openJournal({ target, create: true });
await serve(client, journal, { who: "alice", allow: ["restart"], maxActions: 1_000_000 });
await journal.close();
