import fc from "fast-check";
import { expect, it } from "vitest";
import { type Acted, applyPlan } from "../src/index.ts";
import { verifyJournalOn } from "../src/node/inspect-journal.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import { type Fault, Machine } from "./machine.ts";
import { type Deed, planFor, Service, target } from "./service.ts";

const path = "/state/journal.jsonl";
const executions = 4;
const deeds: readonly Deed[] = ["acts", "loses", "late", "never", "refuses"];

/** An event: a plan is applied, perhaps by a process that is killed at a step; the service behaves differently from now on; an operator acts. */
type Event =
  | { readonly kind: "apply"; readonly plan: number; readonly killedAt?: number | undefined }
  | { readonly kind: "becomes"; readonly execution: number; readonly deed: Deed }
  | { readonly kind: "operate"; readonly execution: number }
  | { readonly kind: "catch up" };

const execution = fc.nat(executions - 1);
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("apply" as const), plan: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("apply" as const), plan: fc.nat(2), killedAt: fc.nat(40) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("becomes" as const), execution, deed: fc.constantFrom(...deeds) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("operate" as const), execution }) },
  { weight: 1, arbitrary: fc.constant({ kind: "catch up" as const }) },
);

/** Which counts an action may move to later, by its count for the same plan. */
const later: Readonly<Record<Acted["outcome"], readonly Acted["outcome"][]>> = {
  applied: ["applied"],
  rejected: ["rejected"],
  stale: ["stale"],
  // It is resolved, as done by this plan or by another.
  unknown: ["unknown", "applied", "stale"],
  left: ["applied", "rejected", "stale", "unknown", "left"],
};

it("counts stay true, whatever several plans for the same executions, operators and crashes do", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...deeds), { minLength: executions, maxLength: executions }), fc.array(event), holds),
    { numRuns: 300 },
  );
});

async function holds(first: readonly Deed[], events: readonly Event[]): Promise<void> {
  const machine = new Machine();
  const service = new Service(executions, [...first]);
  const begun = await openJournalOn(machine.process(), { target, path, create: true });
  await begun.close();
  const plans = ["one", "two", "three"].map((id) => planFor(service, begun.id, id));
  const known = plans.map(() => new Map<string, Acted["outcome"]>());

  const apply = async (number: number, faults: readonly Fault[]) => {
    const process = machine.process(faults);
    const plan = plans[number] as (typeof plans)[number];
    const before = service.requests;
    const ended = new Map<string, Acted["outcome"]>();
    const journal = await openJournalOn(process, { target, path });
    const run = applyPlan(plan, { client: service.client(process), journal, maxUnknown: 1000, maxFailures: 1 });
    let step = await run.next();
    for (; !step.done; step = await run.next()) ended.set(step.value.action.executionId, step.value.outcome);
    await journal.close();
    const { planned, applied, rejected, unknown, stale, left, sent } = step.value;
    expect(applied + rejected + unknown + stale + left).toBe(planned);
    expect(sent).toBe(service.requests - before);
    for (const [id, outcome] of ended) {
      expect(later[known[number]?.get(id) ?? "left"], `${id} of plan ${number}`).toContain(outcome);
      known[number]?.set(id, outcome);
    }
    const counted = [...ended.values()];
    for (const [outcome, count] of Object.entries({ applied, rejected, unknown, stale, left }))
      expect(counted.filter((each) => each === outcome).length, outcome).toBe(count);
    return sent;
  };

  for (const event of events) {
    if (event.kind === "becomes") service.deeds[event.execution] = event.deed;
    else if (event.kind === "operate") service.operate(`execution-${event.execution}`);
    else if (event.kind === "catch up") service.catchUp();
    else if (event.killedAt !== undefined) await apply(event.plan, [{ at: event.killedAt, kind: "kill", share: 0.5 }]).catch(unlessWrong);
    else {
      await apply(event.plan, []);
      // Nothing has happened since.
      expect(await apply(event.plan, [])).toBe(0);
    }
  }
  expect((await verifyJournalOn(machine.process().files, path)).problems).toEqual([]);
}

/** A killed process may throw anything. */
function unlessWrong(error: unknown): void {
  if (Object(error).name === "AssertionError") throw error;
}
