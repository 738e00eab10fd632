import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Client } from "@aom-workflow/client";
import { describe, expect, it, vi } from "vitest";
import { applyPlan } from "../src/apply/apply-plan.ts";
import type { Report } from "../src/apply/report.ts";
import { keyOf, type PlannedAction } from "../src/journal/action.ts";
import { type Entry, type Intent, intentOf } from "../src/journal/journal.ts";
import { contentOf } from "../src/node/inspect-journal.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import { nodeProcesses } from "../src/node/processes.ts";
import type { Plan } from "../src/plan/plan.ts";
import { Machine, type Process } from "./machine.ts";
import { planFor, Service, target } from "./service.ts";

const path = "/state/journal.jsonl";
const limits = { maxUnknown: 1000, maxFailures: 1 };

async function begun(machine: Machine): Promise<string> {
  const journal = await openJournalOn(machine.process(), { target, path, create: true });
  await journal.close();
  return journal.id;
}

async function apply(process: Process, service: Service, plan: Plan, more: object = {}): Promise<Report> {
  const journal = await openJournalOn(process, { target, path });
  const run = applyPlan(plan, { client: service.client(process), journal, ...limits, ...more });
  let next = await run.next();
  while (!next.done) next = await run.next();
  await journal.close();
  return next.value;
}

describe("an action that is being sent", () => {
  /** One of two actions of a plan is being sent by a process. */
  async function sending() {
    const machine = new Machine();
    const service = new Service(2);
    const plan = planFor(service, await begun(machine));
    const process = machine.process();
    const journal = await openJournalOn(process, { target, path });
    const [action] = plan.actions as [PlannedAction];
    await journal.claim(intentOf(action, keyOf(action), { plan: plan.header.id }));
    return { machine, service, plan, process, journal };
  }

  const inDoubt = async (process: Process) => {
    const { doubts, beingSent } = await contentOf(process, path);
    return { doubts: doubts.map(({ key }) => key), beingSent: beingSent.map(({ key }) => key) };
  };

  it("is not in doubt while its process runs, up to the longest time that a call can take", async () => {
    const machine = new Machine();
    await begun(machine);
    const [process, other] = [machine.process(), machine.process()];
    const journal = await openJournalOn(process, { target, path });
    await journal.claim({ key: "one" } as Intent);
    const elsewhere = await openJournalOn(other, { target, path });
    const [entry] = await elsewhere.doubts();
    expect([await journal.isBeingSent(entry as Entry), await elsewhere.isBeingSent(entry as Entry)]).toEqual([true, true]);
    expect(await inDoubt(other)).toEqual({ doubts: [], beingSent: ["one"] });
    const later = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 151_000);
    expect(await inDoubt(other)).toEqual({ doubts: ["one"], beingSent: [] });
    later.mockRestore();
    process.isDead = true;
    expect(await elsewhere.isBeingSent(entry as Entry)).toBe(false);
    expect(await inDoubt(other)).toEqual({ doubts: ["one"], beingSent: [] });
  });

  it("is in doubt if its process ran on another host", async () => {
    const machine = new Machine();
    await begun(machine);
    const journal = await openJournalOn(machine.process(), { target, path });
    await journal.claim({ key: "one" } as Intent);
    const process = machine.process();
    expect(await inDoubt(Object.assign(process, { host: { name: "other" } }))).toEqual({ doubts: ["one"], beingSent: [] });
  });

  it.skipIf(process.platform !== "linux")("is in doubt if its process has ended, even if another one has its id now", async () => {
    const child = spawn("sleep", ["60"]);
    const pid = Number(child.pid);
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(" ");
    const started = `${nodeProcesses.own.started?.split(" ")[0]} ${stat[21]}`;
    expect(nodeProcesses.isAlive({ pid, started })).toBe(true);
    expect(nodeProcesses.isAlive(nodeProcesses.own)).toBe(true);
    expect(nodeProcesses.isAlive({ pid, started: nodeProcesses.own.started })).toBe(false);
    expect(nodeProcesses.isAlive({ pid })).toBe(false);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(nodeProcesses.isAlive({ pid, started })).toBe(false);
  });

  it("is left while it is being sent, with the process, and then has its outcome", async () => {
    const { machine, service, plan, journal } = await sending();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const report = await apply(machine.process(), service, plan, { signal: controller.signal });
    expect(report).toMatchObject({
      applied: 1,
      left: 1,
      unknown: 0,
      causes: [{ outcome: "left", reason: "It is being sent by process 7." }],
    });
    setTimeout(() => journal.settle({ key: keyOf(plan.actions[0] as PlannedAction), plan: plan.header.id, ending: "applied" }), 100);
    expect(await apply(machine.process(), service, plan)).toMatchObject({ applied: 2, left: 0, sent: 0 });
    expect(service.mostRequests).toBe(1);
  });

  it("is in doubt as soon as its process has ended", async () => {
    const { machine, service, plan, process } = await sending();
    process.isDead = true;
    expect(await apply(machine.process(), service, plan)).toMatchObject({ applied: 1, unknown: 1, left: 0 });
  });
});

it("no second action is sent for a run", async () => {
  const machine = new Machine();
  const service = new Service(3, ["never", "refuses", "acts"]);
  const plan = planFor(service, await begun(machine));
  const other = {
    header: { ...plan.header, id: "plan2" },
    actions: plan.actions.map((action) => ({ ...action, action: "skip" as const })),
  };
  const client = service.client(machine.process());
  await apply(machine.process(), service, plan);
  const skipped: string[] = [];
  const skip = async ({ executionId }: { executionId: string }) => ({ ok: true, data: skipped.push(executionId) });
  const journal = await openJournalOn(machine.process(), { target, path });
  const safe = { ...client.safe, skip } as unknown as Client["safe"];
  const run = applyPlan(other, { client: { ...client, safe }, journal, ...limits });
  let next = await run.next();
  while (!next.done) next = await run.next();
  expect(skipped).toEqual(["execution-1"]);
  expect(next.value).toMatchObject({ applied: 1, stale: 2 });
  expect(next.value.causes.map(({ reason }) => reason)).toContain("Another action was already sent for this run: restart, in doubt.");
});
