import { describe, expect, it } from "vitest";
import { applyPlan } from "../src/apply/apply-plan.ts";
import type { Report } from "../src/apply/report.ts";
import { type Intent, type Journal, recordDoubt } from "../src/journal/journal.ts";
import { verifyJournalOn } from "../src/node/inspect-journal.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import type { Plan } from "../src/plan/plan.ts";
import { drawn, Machine, type Process } from "./machine.ts";
import { planFor, Service, target } from "./service.ts";

const path = "/state/journal.jsonl";
const limits = { maxUnknown: 1000, maxFailures: 1 };

async function begun(machine: Machine): Promise<string> {
  const journal = await openJournalOn(machine.process(), { target, path, create: true });
  await journal.close();
  return journal.id;
}

async function apply(process: Process, service: Service, plan: Plan): Promise<Report> {
  const journal = await openJournalOn(process, { target, path });
  const run = applyPlan(plan, { client: service.client(process), journal, ...limits });
  for (;;) {
    const next = await run.next();
    if (!next.done) continue;
    await journal.close();
    return next.value;
  }
}

describe("several processes on one journal", () => {
  it.each([2, 3])("send each action once: %i", async (count) => {
    for (let seed = 1; seed <= 60; seed++) {
      const machine = new Machine();
      machine.delay = drawn(seed);
      const service = new Service(8, ["acts", "loses", "never"]);
      const plan = planFor(service, await begun(machine));
      const faults = seed % 2 === 0 ? [{ at: 8 + seed, kind: "kill" as const, share: 0.5 }] : [];
      const runs = Array.from({ length: count }, (_, index) => apply(machine.process(index === 0 ? faults : []), service, plan));
      await Promise.allSettled(runs);
      const report = await apply(machine.process(), service, plan);
      const { problems } = await verifyJournalOn(machine.process().files, path);
      expect({ most: service.mostRequests, left: report.left, problems }, `seed ${seed}`).toEqual({ most: 1, left: 0, problems: [] });
    }
  });

  it("never hold the same key at the same time, even after it was deferred", async () => {
    let contended = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const machine = new Machine();
      const random = drawn(seed);
      machine.delay = random;
      await begun(machine);
      const holders = new Map<string, string>();
      const done = new Set<string>();
      const work = async (journal: Journal) => {
        for (let step = 0; step < 12; step++) {
          const key = `key-${Math.floor(random() * 3)}`;
          if (!(await journal.claim({ key } as Intent)).isClaimed) {
            contended++;
            continue;
          }
          expect(holders.get(key), `seed ${seed}`).toBeUndefined();
          expect(done.has(key), `seed ${seed}`).toBe(false);
          holders.set(key, journal.session);
          for (let turns = random() * 20; turns > 0; turns--) await undefined;
          holders.delete(key);
          const ending = random() < 0.1 ? "applied" : "deferred";
          if (ending === "applied") done.add(key);
          await journal.settle({ key, ending });
        }
        await journal.close();
      };
      const journals = [1, 2, 3].map(() => openJournalOn(machine.process(), { target, path }));
      await Promise.all(journals.map(async (journal) => work(await journal)));
    }
    expect(contended).toBeGreaterThan(100);
  });

  it("create one journal, even at the same moment", async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const machine = new Machine();
      machine.delay = drawn(seed);
      const journals = await Promise.all([1, 2, 3].map(() => openJournalOn(machine.process(), { target, path, create: true })));
      expect(new Set(journals.map(({ id }) => id)).size).toBe(1);
      expect((await verifyJournalOn(machine.process().files, path)).problems).toEqual([]);
    }
  });
});

describe("an action is sent once", () => {
  async function applied() {
    const machine = new Machine();
    const service = new Service(6, ["acts", "never", "never"]);
    const journal = await begun(machine);
    const plan = planFor(service, journal);
    return { machine, service, journal, plan };
  }

  it.each([
    ["a plan that was renamed or copied", (plan: Plan) => structuredClone(plan)],
    ["a plan that was made a second time", (plan: Plan) => ({ ...plan, header: { ...plan.header, id: "plan2" } })],
  ])("by %s", async (_, other) => {
    const { machine, service, plan } = await applied();
    await apply(machine.process(), service, plan);
    const report = await apply(machine.process(), service, other(plan));
    expect(service.mostRequests).toBe(1);
    expect(report).toMatchObject({ sent: 0, unknown: 4, left: 0 });
  });

  it("by two people with a plan each, at the same time", async () => {
    const { machine, service, plan } = await applied();
    const other: Plan = { header: { ...plan.header, id: "plan2", who: "somebody else" }, actions: plan.actions.toReversed() };
    const reports = await Promise.all([apply(machine.process(), service, plan), apply(machine.process(), service, other)]);
    expect(service.mostRequests).toBe(1);
    expect(reports.map(({ left }) => left)).toEqual([0, 0]);
  });

  it("by a plan after a single command that ended in doubt", async () => {
    const { machine, service, plan } = await applied();
    const journal = await openJournalOn(machine.process(), { target, path });
    for (const action of plan.actions) await recordDoubt(journal, action, { reason: "The connection was lost." });
    expect(await journal.doubts()).toMatchObject(
      plan.actions.map(() => ({ state: "unknown", settlement: { reason: "The connection was lost." } })),
    );
    await journal.close();
    const report = await apply(machine.process(), service, plan);
    expect(service.mostRequests).toBe(0);
    expect(report).toMatchObject({ sent: 0, unknown: 6, left: 0 });
  });

  it("on the machine where its journal was created, unless a person takes it over", async () => {
    const { machine, plan, service } = await applied();
    await apply(machine.process(), service, plan);
    const other = new Machine("other");
    for (const [name, inode] of machine.names) other.names.set(name, inode);
    await expect(openJournalOn(other.process(), { target, path })).rejects.toMatchObject({
      code: "other-host",
      message: expect.stringContaining("belongs to the host laptop; this is other"),
    });
    await (await openJournalOn(other.process(), { target, path, takeOver: true })).close();
    await (await openJournalOn(other.process(), { target, path })).close();
    await expect(openJournalOn(machine.process(), { target, path })).rejects.toMatchObject({ code: "other-host" });
    expect((await apply(other.process(), service, plan)).sent).toBe(0);
  });

  it("and never by a plan whose journal is missing or is another one", async () => {
    const { machine, plan, service } = await applied();
    machine.names.clear();
    await expect(apply(machine.process(), service, plan)).rejects.toMatchObject({ code: "other-journal" });
    await begun(machine);
    await expect(apply(machine.process(), service, plan)).rejects.toMatchObject({ code: "other-journal" });
    const elsewhere = { ...target, projectId: "1".repeat(32) };
    await expect(openJournalOn(machine.process(), { target: elsewhere, path })).rejects.toMatchObject({ code: "other-journal" });
    expect(service.mostRequests).toBe(0);
  });
});
