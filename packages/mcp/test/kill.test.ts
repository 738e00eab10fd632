import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator } from "@aom-workflow/mock";
import { verifyJournal } from "@aom-workflow/plan/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Place, pipedAgent } from "./kill/agent.ts";
import { type Era, projectId } from "./world.ts";

/** When the server is killed: while the user is asked, after it has read the execution, or after it has sent the request. */
const moments = [
  ["2026-07-28", "asked"],
  ["2025-11-25", "read"],
  ["2026-07-28", "sent"],
  ["2025-11-25", "sent"],
] as const satisfies readonly (readonly [Era, string])[];

let service: Simulator;
let place: Place;
let killAt: ((what: "read" | "sent") => void) | undefined;
let sent: string[] = [];
beforeAll(async () => {
  const nodes = [{ id: "deploy", ends: "fail", failures: 1, takes: 20 } as const, { id: "check", takes: 600_000 }];
  const ids = moments.map(([era, moment]) => `${era}-${moment}`);
  service = await startSimulator({
    clock: "real",
    seed: { workflows: [{ id: "w", name: "w", nodes, executions: ids.map((id) => ({ id, ago: 60_000 })) }] },
    faults({ request }) {
      const [, id = "", what = ""] = /executions\/([^/]+)\/(operation|status)/.exec(request?.target ?? "") ?? [];
      if (what === "operation") sent.push(id);
      if (what !== "") killAt?.(what === "operation" ? "sent" : "read");
      return undefined;
    },
  });
  place = { endpoint: service.url, projectId, state: mkdtempSync(join(tmpdir(), "aom-workflow-mcp-")) };
});
afterAll(async () => {
  await service.close();
  rmSync(place.state, { recursive: true });
});

test.for(moments)(
  "%s: a server that is killed after it has %s, and the same call to a new one, send the action once",
  async ([era, moment]) => {
    const executionId = `${era}-${moment}`;
    sent = [];
    const killed = await pipedAgent(place, { era, onQuestion: (pid) => moment === "asked" && process.kill(pid, "SIGKILL") });
    const actions = [{ action: "restart", workflowId: "w", executionId, nodeId: "deploy" }];
    const { planId } = await killed.call("plan_actions", { actions, reason: "INC-4711" });
    killAt = (what) => what === moment && process.kill(killed.pid, "SIGKILL");
    await expect(killed.call("apply_plan", { planId })).rejects.toThrow();
    killAt = undefined;
    await killed.close();
    const { outcome, mayHaveBeenDone, questions } = await again(era, planId);
    expect(questions).toBe(moment === "asked" ? 1 : 0);
    // A request that reached the service is found by its effect, or reported as in doubt.
    if (moment === "sent") expect([outcome, mayHaveBeenDone]).toEqual(outcome === "applied" ? ["applied", false] : ["unknown", true]);
    else expect([outcome, mayHaveBeenDone]).toEqual(["applied", false]);
    expect(sent).toEqual([executionId]);
  },
);

/** The same call to a fresh server, twice. */
async function again(era: Era, planId: string) {
  let questions = 0;
  const fresh = await pipedAgent(place, { era, onQuestion: () => questions++ });
  await fresh.call("apply_plan", { planId });
  const result = await fresh.call("apply_plan", { planId });
  await fresh.close();
  return { ...(result as { readonly outcome: string; readonly mayHaveBeenDone: boolean }), questions };
}

test("the journal of all these servers is intact", async () => {
  const folder = join(place.state, "aom-workflow");
  const [journal = ""] = readdirSync(folder).filter((name) => name.endsWith(".journal.jsonl"));
  expect(await verifyJournal(join(folder, journal))).toMatchObject({ problems: [], keys: moments.length });
});
