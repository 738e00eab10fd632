import { createClient } from "@aom-workflow/client";
import { type Fault, type Simulator, startSimulator, type WorkflowSeed } from "@aom-workflow/mock";
import { expect } from "vitest";
import {
  type Acted,
  applyPlan,
  type Journal,
  makePlan,
  memoryJournal,
  type Plan,
  planLines,
  type Report,
  readPlan,
  selectStopped,
} from "../src/index.ts";

export const projectId = "0123456789abcdef0123456789abcdef";

const running: Simulator[] = [];

export async function closeWorlds(): Promise<void> {
  for (const each of running.splice(0)) await each.close();
}

export interface World {
  readonly service: Simulator;
  readonly journal: Journal;
  readonly client: ReturnType<typeof createClient>;
  plan(): Promise<Plan>;
  /** The requests that acted so far, as execution ids. */
  sent(): readonly string[];
}

/** A service whose workflows each have one execution that failed at `deploy`. */
export async function world(
  count: number,
  more: Partial<WorkflowSeed> | ((at: number) => Partial<WorkflowSeed>) = {},
  faultOf: (request: number) => Fault | undefined = () => undefined,
): Promise<World> {
  let acting = 0;
  const service = await startSimulator({
    clock: "real",
    seed: {
      workflows: Array.from({ length: count }, (_, at) => ({
        id: `w${at}`,
        name: `release-${at}`,
        nodes: [
          { id: "deploy", ends: "fail", failures: 1, takes: 20, hosts: [{ id: "h", name: "h" }] },
          { id: "check", takes: 60_000 },
        ],
        executions: [{ id: `e${at}`, ago: 60_000 }],
        ...(typeof more === "function" ? more(at) : more),
      })) as WorkflowSeed[],
    },
    faults: ({ request }) => (request?.target.includes("/operation?") ? faultOf(acting++) : undefined),
  });
  running.push(service);
  const client = createClient({ endpoint: service.url, projectId, auth: "token" });
  const journal = memoryJournal({ endpoint: service.url, projectId });
  return {
    service,
    journal,
    client,
    async plan() {
      const selected = selectStopped(client, "restart");
      const { plan, unread } = await makePlan({ client, journal, selected, selection: "all", who: "tester", reason: "INC-1" });
      expect(unread).toEqual([]);
      return readPlan([...planLines(plan)].join(""));
    },
    sent: () =>
      service.requests
        .filter(({ target }) => target.includes("/operation?"))
        .map(({ target }) => /executions\/([^/]+)/.exec(target)?.[1] ?? ""),
  };
}

export async function apply(
  plan: Plan,
  { client, journal }: Pick<World, "client" | "journal">,
  more: object = {},
): Promise<Report & { readonly items: readonly Acted[] }> {
  const items: Acted[] = [];
  const run = applyPlan(plan, { client, journal, first: 0, ...more });
  while (true) {
    const { done, value } = await run.next();
    if (done) {
      const { applied, rejected, unknown, stale, left } = value;
      expect(applied + rejected + unknown + stale + left).toBe(value.planned);
      return { ...value, items };
    }
    items.push(value);
  }
}

export const twice = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);
