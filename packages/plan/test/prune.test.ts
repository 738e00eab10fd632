import { afterEach, describe, expect, it, vi } from "vitest";
import { actOnce, dueOf, makePlan, readOutcome, standingOf } from "../src/index.ts";
import type { PlannedAction } from "../src/journal/action.ts";
import type { Intent } from "../src/journal/journal.ts";
import { PlanError } from "../src/journal/plan-error.ts";
import type { FileSystem } from "../src/node/files.ts";
import { contentOf, readJournal, verifyJournalOn } from "../src/node/inspect-journal.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import { pruneJournalOn } from "../src/node/prune-journal.ts";
import { drawn, type Fault, Machine } from "./machine.ts";
import { planFor, Service, target } from "./service.ts";
import { apply } from "./world.ts";

afterEach(() => {
  vi.useRealTimers();
});

const path = "/state/journal.jsonl";
const day = 24 * 60 * 60 * 1000;

const intent = (key: string, plan?: string) => ({ key, plan, seen: { runs: [] } }) as unknown as Intent;

/** A journal from 100 days ago, whose keys say what was done, and which was used an hour ago. */
async function old(machine: Machine) {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
  const long = await openJournalOn(machine.process(), { target, path, create: true });
  for (const key of ["applied", "rejected", "unknown", "open"]) await long.claim(intent(key, "plan1"));
  for (const ending of ["applied", "rejected", "unknown"] as const) await long.settle({ key: ending, plan: "plan1", ending });
  await long.mark({ plan: "plan1", kind: "held", reason: "Too many." });
  vi.setSystemTime(Date.now() + 100 * day);
  const recent = await openJournalOn(machine.process(), { target, path });
  await recent.claim(intent("recent", "plan2"));
  await recent.settle({ key: "recent", plan: "plan2", ending: "applied" });
  // It belongs to another session, which may have sent it.
  await recent.settle({ key: "open", plan: "plan2", ending: "stale" });
  vi.setSystemTime(Date.now() + day / 24);
  return { long, recent };
}

const longAgo = () => new Date(Date.now() - 90 * day);
const prune = (machine: Machine, faults: readonly Fault[] = []) => pruneJournalOn(machine.process(faults).files, path, longAgo());

async function statesIn(machine: Machine) {
  const { ledger } = await readJournal(machine.process().files, path);
  return Object.fromEntries([...ledger.entries].map(([key, { state }]) => [key, state]));
}

const left = { unknown: "unknown", open: "open", recent: "applied" };

describe("a pruned journal", () => {
  it("keeps actions that are in doubt or recent, and plans that are held", async () => {
    const machine = new Machine();
    const { recent } = await old(machine);
    expect(await prune(machine)).toEqual({ kept: 3, removed: 2 });
    machine.losePower();
    expect(await statesIn(machine)).toEqual(left);
    // This journal still has the old file open.
    await expect(recent.claim(intent("new"))).rejects.toMatchObject({ code: "invalid-journal" });
    const journal = await openJournalOn(machine.process(), { target, path });
    expect(journal.id).toBe(recent.id);
    expect(await journal.planMark("plan1")).toMatchObject({ held: "Too many." });
    expect(await journal.counts("plan1")).toMatchObject({ applied: 0, rejected: 0, unknown: 1, open: 1 });
    expect((await journal.claim(intent("open"))).isClaimed).toBe(false);
    expect((await journal.claim(intent("new"))).isClaimed).toBe(true);
    await journal.close();
    expect((await verifyJournalOn(machine.process().files, path)).problems).toEqual([]);
    vi.setSystemTime(Date.now() + day);
    expect(await prune(machine)).toEqual({ kept: 4, removed: 0 });
  });

  it("still knows whether a plan was applied, and sends nothing of it again", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
    for (const [deeds, report] of [
      [["acts"], { applied: 3, stale: 0, left: 0, sent: 0 }],
      [
        ["acts", "refuses", "acts"],
        {
          applied: 0,
          stale: 3,
          left: 0,
          sent: 0,
          causes: [
            { reason: expect.stringMatching(/^The journal was pruned on 2026-\d\d-\d\d and no longer has it: 2 of 3 had been applied\./) },
          ],
        },
      ],
    ] as const) {
      const machine = new Machine();
      const service = new Service(3, deeds);
      const process = machine.process();
      const journal = await openJournalOn(process, { target, path, create: true });
      const plan = planFor(service, journal.id);
      await apply(plan, { client: service.client(process), journal });
      await journal.close();
      for (let time = 0; time < 2; time++) {
        vi.setSystemTime(Date.now() + 100 * day);
        expect(await prune(machine)).toEqual({ kept: 0, removed: time === 0 ? 3 : 0 });
      }
      const again = await openJournalOn(process, { target, path });
      expect(await dueOf(plan, again)).toEqual([]);
      expect(await apply(plan, { client: service.client(process), journal: again })).toMatchObject(report);
      expect((await verifyJournalOn(process.files, path)).problems).toEqual([]);
    }
  });

  it("refuses an action that may have been among the removed ones, in any plan, unless that risk is accepted", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
    const machine = new Machine();
    const process = machine.process();
    // The service does nothing, so the state looks as if nothing had been sent.
    const service = new Service(2, ["confirms"]);
    const client = service.client(process);
    const first = await openJournalOn(process, { target, path, create: true });
    const [action, later] = planFor(service, first.id).actions as [PlannedAction, PlannedAction];
    expect(await actOnce(client, first, action)).toMatchObject({ outcome: "applied" });
    await first.close();
    for (let time = 0; time < 2; time++) {
      vi.setSystemTime(Date.now() + 100 * day);
      await prune(machine);
    }
    const journal = await openJournalOn(process, { target, path });
    const says = "It may have been done: the journal was pruned on 2026-04-11. To plan it anyway: --include-doubt";
    const stale = { outcome: "stale", isSent: false, reason: says };
    expect(await actOnce(client, journal, action, { plan: "plan2" })).toMatchObject(stale);
    expect(await readOutcome(client, journal, action, { plan: "plan2" })).toMatchObject(stale);
    const plan = planFor(service, journal.id, "plan2");
    const content = await contentOf(process, path);
    for (const known of [journal, content.known]) {
      expect(await dueOf({ ...plan, actions: [action] }, known)).toEqual([]);
      expect((await standingOf({ ...plan, actions: [action] }, known)).report).toMatchObject({
        stale: 1,
        left: 0,
        causes: [{ reason: says }],
      });
    }
    expect(await apply(plan, { client, journal })).toMatchObject({ stale: 2, sent: 0 });
    const wanted = { client, journal, selected: [action], selection: "all", who: "me" };
    expect(await makePlan(wanted)).toMatchObject({ plan: { actions: [] }, leftOut: [{ reason: says }] });
    const { plan: again } = await makePlan({ ...wanted, includeDoubt: true });
    expect(again.actions).toMatchObject([{ generation: 2 }]);
    expect(await apply(again, { client, journal })).toMatchObject({ applied: 1, sent: 1 });
    // A run that began later cannot have been among them.
    const seen = { ...later.seen, runs: [{ ...later.seen.runs[0], startedAt: Date.UTC(2026, 0, 2) }] };
    service.startedAt = Date.UTC(2026, 0, 2);
    expect(await actOnce(client, journal, { ...later, seen })).toMatchObject({ outcome: "applied", isSent: true });
    expect((await verifyJournalOn(process.files, path)).problems).toEqual([]);
  });

  it("is not pruned while a plan is being applied", async () => {
    const machine = new Machine();
    await old(machine);
    const journal = await openJournalOn(machine.process(), { target, path });
    await journal.claim(intent("sent"));
    await expect(prune(machine)).rejects.toThrow("less than a minute ago");
    expect((await journal.claim(intent("new"))).isClaimed).toBe(true);
  });

  it("can be pruned right after a plan was made", async () => {
    const machine = new Machine();
    await old(machine);
    const planning = await openJournalOn(machine.process(), { target, path });
    expect(await planning.entry("recent")).toMatchObject({ state: "applied" });
    await planning.close();
    expect(await prune(machine)).toEqual({ kept: 3, removed: 2 });
  });

  it("does not let an intent win that had lost to a removed one", async () => {
    const machine = new Machine();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
    const keyOf = (action: string) => `w/e/n/${action}/run/1`;
    const first = await openJournalOn(machine.process(), { target, path, create: true });
    await first.claim(intent(keyOf("restart")));
    await first.settle({ key: keyOf("restart"), ending: "applied" });
    vi.setSystemTime(Date.now() + 100 * day);
    const second = await openJournalOn(machine.process(), { target, path });
    expect((await second.claim(intent(keyOf("skip"), "plan2"))).isClaimed).toBe(false);
    await second.settle({ key: keyOf("skip"), plan: "plan2", ending: "stale" });
    vi.setSystemTime(Date.now() + day);
    await prune(machine);
    expect(await statesIn(machine)).toEqual({ [keyOf("skip")]: "stale" });
  });

  it("loses nothing if a suspended prune continues after another one has finished", async () => {
    const machine = new Machine();
    await old(machine);
    const { files } = machine.process();
    let goOn = () => {};
    const still = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow: FileSystem = {
      ...files,
      async open(path, how) {
        if (how === "create") await still;
        return files.open(path, how);
      },
    };
    const first = pruneJournalOn(slow, path, longAgo());
    await vi.waitFor(() => expect(machine.bytes.toString()).toContain('"closed"'));
    vi.setSystemTime(Date.now() + day / 24);
    await prune(machine);
    const journal = await openJournalOn(machine.process(), { target, path });
    await journal.claim(intent("new"));
    goOn();
    await expect(first).rejects.toThrow("it was pruned by another process in the meantime");
    expect(await statesIn(machine)).toEqual({ ...left, new: "open" });
  });

  it("keeps damaged records in doubt", async () => {
    const machine = new Machine();
    await old(machine);
    machine.bytes = Buffer.from(machine.bytes.toString().replace('"ending":"rejected"', '"ending":"resected"'));
    await prune(machine);
    expect(await statesIn(machine)).toEqual({ ...left, rejected: "open" });
    expect((await verifyJournalOn(machine.process().files, path)).problems).toEqual([]);
  });

  it("loses nothing if the process is killed at any step, and can be pruned again", async () => {
    const machine = new Machine();
    await old(machine);
    const process = machine.process();
    await pruneJournalOn(process.files, path, longAgo());
    for (const kind of ["kill", "power", "ENOSPC"] as const)
      for (let at = 0; at < process.steps.length; at++)
        for (const share of [0, 0.5, 1]) {
          const machine = new Machine("laptop", drawn(at + 1));
          await (await old(machine)).recent.close();
          await prune(machine, [{ at, kind, share }]).catch(() => {});
          const opened = await openJournalOn(machine.process(), { target, path }).catch((error: unknown) => error);
          if (!(opened instanceof PlanError)) expect(await statesIn(machine), `${kind} ${at} ${share}`).toMatchObject(left);
          vi.setSystemTime(Date.now() + day / 24);
          await prune(machine);
          expect(await statesIn(machine), `${kind} ${at} ${share}`).toEqual(left);
          expect((await verifyJournalOn(machine.process().files, path)).problems).toEqual([]);
        }
    expect(process.steps).toContain("rename");
  });
});
