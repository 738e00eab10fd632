import { createClient } from "@aom-workflow/client";
import { type Fault, type Simulator, startSimulator, type WorkflowSeed } from "@aom-workflow/mock";
import { afterAll, expect, test } from "vitest";
import { type Acted, applyPlan, makePlan, memoryJournal, type Plan } from "../src/index.ts";
import { projectId } from "./world.ts";

/** How many responses are lost: `LOST_ANSWERS=1000` for more. */
const lostAnswers = Number(process.env.LOST_ANSWERS ?? 100);

const losses: readonly Fault[] = ["reset-after-reading", "close-after-reading", "close-mid-headers", "reset-mid-body"].map(
  (kind) => ({ kind }) as Fault,
);
const nodes = [
  { id: "deploy", ends: "fail", failures: 1, takes: 5 },
  { id: "check", takes: 3_600_000 },
] as const;

/** Services that act at once or late, or whose states lag, forget, mix up or come in any order; and one that acts long after the last read. */
const services: readonly Partial<WorkflowSeed>[] = [
  {},
  { actsLate: 300 },
  { reads: { runs: "all", order: "changing", lag: { readings: 2, shows: "old-run" } } },
  { reads: { lag: { readings: 1, shows: "no-node" }, replica: { every: 3, behind: { actions: 1 } } } },
  { actsLate: 100, reads: { lag: { readings: 2, shows: "word" }, mixedUp: { every: 4 } } },
  { actsLate: 3_600_000 },
];
const serviceOf = (number: number) => (number % 20 === 19 ? services.length - 1 : number % (services.length - 1));

let service: Simulator;
afterAll(() => service.close());

test(`${lostAnswers} lost responses: none is resolved wrongly, and nine of ten are resolved`, { timeout: 240_000 }, async () => {
  let requests = 0;
  service = await startSimulator({
    clock: "real",
    seed: {
      workflows: services.map((more, at) => ({
        ...{ id: `w${at}`, name: `w${at}`, nodes, ...more },
        executions: numbers().flatMap((number) => (serviceOf(number) === at ? { id: `e${number}`, ago: 60_000 } : [])),
      })),
    },
    faults: ({ request }) => (request?.target.includes("/operation?") ? losses[requests++ % losses.length] : undefined),
  });
  const target = { endpoint: service.url, projectId };
  const client = createClient({ ...target, auth: "token" });
  const journal = memoryJournal(target);
  const selected = numbers().map(
    (number) => ({ action: "restart", workflowId: `w${serviceOf(number)}`, executionId: `e${number}`, nodeId: "deploy" }) as const,
  );
  const { plan, leftOut } = await makePlan({
    client,
    journal,
    selected,
    selection: "all",
    who: "tester",
    max: lostAnswers,
    concurrency: 16,
  });
  expect(leftOut).toEqual([]);

  const apply = (plan: Plan) => applied(applyPlan(plan, { client, journal, first: 0, concurrency: 32, maxUnknown: lostAnswers }));
  const claims = await apply(plan);
  check(claims, 0);
  expect(requests).toBe(lostAnswers);
  await new Promise((resolve) => setTimeout(resolve, 300));
  // Each read comes closer to the truth.
  for (let again = 0; again < 3; again++) check(await apply(plan), again === 2 ? 0.9 : 0);
  expect(requests).toBe(lostAnswers);
});

function numbers(): readonly number[] {
  return Array.from({ length: lostAnswers }, (_, number) => number);
}

async function applied(run: ReturnType<typeof applyPlan>): Promise<readonly Acted[]> {
  const all: Acted[] = [];
  for await (const acted of run) all.push(acted);
  return all;
}

/** Compares the claims with what the service did. @param least share that must be known as done */
function check(claims: readonly Acted[], least: number): void {
  const done = new Map(service.executions().map(({ executionId, begun }) => [executionId, begun.deploy === 2]));
  const isDone = ({ action }: Acted) => done.get(action.executionId);
  expect(claims.length).toBe(lostAnswers);
  expect(claims.filter(({ outcome }) => outcome !== "applied" && outcome !== "unknown")).toEqual([]);
  expect(claims.filter((claim) => claim.outcome === "applied" && !isDone(claim))).toEqual([]);
  const [known, all] = [claims.filter(({ outcome }) => outcome === "applied").length, claims.filter(isDone).length];
  expect(known).toBeGreaterThanOrEqual(least * lostAnswers);
  if (process.env.LOST_ANSWERS !== undefined)
    process.stdout.write(`${lostAnswers} lost, ${all} done, ${known} known as done, ${lostAnswers - known} in doubt\n`);
}
