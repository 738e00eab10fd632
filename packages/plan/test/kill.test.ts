import { describe, expect, it } from "vitest";
import { applyPlan } from "../src/apply/apply-plan.ts";
import { ApplyError, type Report } from "../src/apply/report.ts";
import { PlanError } from "../src/journal/plan-error.ts";
import { verifyJournalOn } from "../src/node/inspect-journal.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import type { Plan } from "../src/plan/plan.ts";
import { drawn, type Fault, Machine, type Process, type Step } from "./machine.ts";
import { type Deed, planFor, Service, target } from "./service.ts";

const path = "/state/journal.jsonl";
const deeds: readonly Deed[] = ["acts", "acts", "loses", "late", "never", "refuses"];
const limits = { maxUnknown: 1000, maxFailures: 1 };
const count = 12;

async function begin(machine: Machine): Promise<string> {
  const journal = await openJournalOn(machine.process(), { target, path, create: true });
  await journal.close();
  return journal.id;
}

/** One run of the command. */
async function apply(process: Process, service: Service, plan: Plan): Promise<Report> {
  const journal = await openJournalOn(process, { target, path });
  const run = applyPlan(plan, { client: service.client(process), journal, concurrency: 4, ...limits });
  for (;;) {
    const next = await run.next();
    if (!next.done) continue;
    await journal.close().catch((error: PlanError) => {
      throw new ApplyError(error, next.value);
    });
    return next.value;
  }
}

/** Applies the plan with a fault, then again without; returns the last report, and the steps of the first run. */
async function applyTwice(faults: readonly Fault[], power: () => number) {
  const machine = new Machine("laptop", power);
  const service = new Service(count, deeds);
  const plan = planFor(service, await begin(machine));
  const first = machine.process(faults);
  const failure = await apply(first, service, plan).then(
    () => undefined,
    (error: unknown) => error,
  );
  first.isDead = true;
  const broken = faults.some(({ kind }) => kind === "EIO" || kind === "ENOSPC") ? problemsOfBroken(failure, service) : [];
  service.operate("execution-7");
  service.catchUp();
  const report = await apply(machine.process(), service, plan);
  const again = await apply(machine.process(), service, plan);
  const verified = await verifyJournalOn(machine.process().files, path);
  return { steps: first.steps, failure, broken, service, report, again, verified };
}

type Outcome = Awaited<ReturnType<typeof applyTwice>>;

/** What must be true, whatever happened. */
function problemsOf({ broken, service, report, again, verified }: Outcome): readonly string[] {
  const { planned, applied, rejected, unknown, stale, left } = report;
  const problems = [...broken, ...verified.problems];
  if (service.mostRequests > 1) problems.push(`sent ${service.mostRequests} times`);
  if (planned !== applied + rejected + unknown + stale + left) problems.push(`counts do not add up: ${JSON.stringify(report)}`);
  if (left > 0) problems.push(`${left} forgotten`);
  if (again.sent > 0) problems.push("sent again");
  for (const key of ["applied", "rejected", "unknown", "stale", "left"] as const)
    if (again[key] !== report[key]) problems.push(`${key} changed from ${report[key]} to ${again[key]}`);
  for (const { action } of report.doubts) {
    const execution = service.executions.get(action.executionId);
    if (execution?.word === "executing") problems.push(`${action.executionId} was done, and that can be read`);
  }
  return problems;
}

/** What must be true of the report after the journal failed, before anything else happens. */
function problemsOfBroken(failure: unknown, service: Service): readonly string[] {
  const { requests } = service;
  if (!(failure instanceof PlanError)) return [`not reported: ${String(failure)}`];
  if (!(failure instanceof ApplyError)) return requests === 0 ? [] : ["no report of what was sent"];
  const { planned, applied, rejected, unknown, stale, left, sent, stopped } = failure.report;
  const problems: string[] = [];
  if (sent !== requests) problems.push(`${sent} sent by the report, ${requests} in truth`);
  if (applied + rejected + unknown !== requests || stale + left !== planned - requests)
    problems.push(`counts are wrong: ${JSON.stringify(failure.report)}`);
  if (stopped !== "The journal failed." && left > 0) problems.push(`nothing says why it stopped: ${stopped}`);
  return problems;
}

/** A process is killed at each of its steps. How much of a write is on the disk by then is random, but the same each time. */
async function faultsAtEach(kind: Fault["kind"], shares: readonly number[]): Promise<readonly (Fault & { readonly step: Step })[]> {
  const { steps } = await applyTwice([], () => 0);
  return steps.flatMap((step, at) => shares.map((share) => ({ at, kind, share, step })));
}

describe("a process that is killed at any step", () => {
  it("does each action once if nothing goes wrong", async () => {
    const outcome = await applyTwice([], () => 0);
    expect(problemsOf(outcome)).toEqual([]);
    expect(outcome.failure).toBeUndefined();
    const { applied, rejected, unknown, stale } = outcome.report;
    expect({ applied, rejected, unknown, stale }).toEqual({ applied: 8, rejected: 2, unknown: 2, stale: 0 });
  });

  it.each(["kill", "power"] as const)("sends nothing twice and forgets nothing: %s", async (kind) => {
    const faults = await faultsAtEach(kind, [0, 0.3, 0.99, 1]);
    const found: string[] = [];
    for (const fault of faults) {
      const outcome = await applyTwice([fault], drawn(fault.at + 1));
      found.push(...problemsOf(outcome).map((problem) => `${fault.step} ${fault.at}, ${fault.share}: ${problem}`));
    }
    expect(found).toEqual([]);
    expect(new Set(faults.map(({ step }) => step))).toEqual(new Set(["open", "read", "append", "sync", "syncFolder", "send"]));
  });

  it.each(["EIO", "ENOSPC"] as const)("sends nothing more once the disk has failed, and reports what is known: %s", async (kind) => {
    const faults = (await faultsAtEach(kind, [0, 0.5, 1])).filter(({ step }) => step !== "send");
    const found: string[] = [];
    for (const fault of faults) {
      const outcome = await applyTwice([fault], drawn(fault.at + 1));
      const problems = [...problemsOf(outcome), ...outcome.service.unsafe.map((id) => `${id} was sent after it`)];
      found.push(...problems.map((problem) => `${fault.step} ${fault.at}, ${fault.share}: ${problem}`));
    }
    expect(found).toEqual([]);
  });
});
