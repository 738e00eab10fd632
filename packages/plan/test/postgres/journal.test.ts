import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../../../../tools/lab/folders.ts";
import { noPostgres, type Postgres, startPostgres } from "../../../../tools/lab/postgres.ts";
import { freePort } from "../../../../tools/lab/servers.ts";
import { actOnce, dueOf, type Journal, type PlannedAction, standingOf } from "../../src/index.ts";
import type { Entry, Intent } from "../../src/journal/journal.ts";
import { entriesOf, openJournal, verifyJournal } from "../../src/node/index.ts";
import {
  exportPostgresJournal,
  migratePostgresJournal,
  type OpenPostgresJournalOptions,
  openPostgresJournal,
  postgresEntriesOf,
  prunePostgresJournal,
  verifyPostgresJournal,
} from "../../src/postgres/index.ts";
import { Machine } from "../machine.ts";
import { planFor, Service, target } from "../service.ts";
import { apply } from "../world.ts";
import { breakingProxy } from "./proxy.ts";

let database: Postgres;
const folder = temporaryFolder("postgres-journal");
const password = "the-password-of-the-database";

let number = 0;
const newTarget = () => ({ endpoint: "https://aom.example.com", projectId: String(++number).padStart(32, "0") });
const intent = (key: string, plan = "p1") =>
  ({
    ...{ key, plan, action: "restart", workflowId: "w", executionId: "e", nodeId: "n", who: "tester" },
    seen: { word: "fail", nodeWord: "fail", isPause: false, onHosts: false, runs: [], readAt: 1 },
  }) as Intent;

async function sql(text: string, url = database.url): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  await client.connect();
  return client.query(text).finally(() => client.end());
}

const begun = (options: Partial<OpenPostgresJournalOptions> = {}) =>
  openPostgresJournal({ url: database.url, target: newTarget(), create: true, ...options });

describe.skipIf(noPostgres !== undefined)("a journal in PostgreSQL", () => {
  beforeAll(async () => {
    database = await startPostgres();
    await migratePostgresJournal(database.url);
  });
  afterAll(() => database.stop());

  describe("is refused", () => {
    const refused = (options: Partial<OpenPostgresJournalOptions>) =>
      begun(options).then(
        () => undefined,
        (error: Error) => error,
      );

    it("if the tables are missing, with the command that creates them, which may be repeated", async () => {
      await sql("create database empty");
      const url = database.url.replace("/postgres", "/empty");
      expect((await refused({ url }))?.message).toMatch(
        /^postgres:\/\/aom@127\.0\.0\.1:\d+\/empty has no journal tables\. .*: aom-workflow journal --migrate$/,
      );
      const both = await Promise.all([migratePostgresJournal(url), migratePostgresJournal(url)]);
      expect(both.map(({ before }) => before).toSorted()).toEqual([0, 2]);
      expect(await refused({ url })).toBeUndefined();
    });

    it("if they are of a newer version, also by the command that would change them", async () => {
      await sql("create database newer");
      const url = database.url.replace("/postgres", "/newer");
      await migratePostgresJournal(url);
      await sql("update aom_workflow.version set version = 3", url);
      const says = /is of version 3; this program supports version 2\. Update this program\.$/;
      expect((await refused({ url }))?.message).toMatch(says);
      await expect(migratePostgresJournal(url)).rejects.toThrow(says);
      await expect(postgresEntriesOf({ url, target: newTarget() })).rejects.toThrow(says);
    });

    it("if they are of an older version, until they are updated, which loses nothing", async () => {
      await sql("create database older");
      const url = database.url.replace("/postgres", "/older");
      await migratePostgresJournal(url);
      const target = newTarget();
      const journal = await begun({ url, target });
      await journal.claim(intent("k1"));
      await journal.close();
      await sql("alter table aom_workflow.journal drop column pruned; update aom_workflow.version set version = 1", url);
      expect((await refused({ url, target }))?.message).toMatch(
        /has the tables of version 1; this program needs version 2\. To create or update them: aom-workflow journal --migrate$/,
      );
      expect(await migratePostgresJournal(url)).toEqual({ before: 1, now: 2 });
      const again = await begun({ url, target });
      expect(await again.entry("k1")).toMatchObject({ state: "open" });
      await again.close();
    });

    it.each([
      ["the server runs with fsync = off", "fsync=off", /fsync = off, so a crash could lose intents/],
      ["the database is read-only", "default_transaction_read_only=on", /is read-only\. Use the primary server/],
    ])("if %s", async (_, setting, says) => {
      await database.stop();
      await database.start([setting]);
      expect(await refused({})).toMatchObject({ name: "PlanError", code: "invalid-journal", message: expect.stringMatching(says) });
      await database.stop();
      await database.start();
    });

    it("if its target has none, and none should be created", async () => {
      const target = newTarget();
      await expect(begun({ target, create: false })).rejects.toThrow(`There is no journal for project ${target.projectId}`);
    });

    it("if its user may not write the tables", async () => {
      await sql(
        "create role reader login password 'secret-of-the-reader'; grant usage on schema aom_workflow to reader; grant select on all tables in schema aom_workflow to reader",
      );
      const url = database.url.replace(`aom:${password}`, "reader:secret-of-the-reader");
      expect((await refused({ url }))?.message).toMatch(
        /permission denied for table \w+\. The user of the database needs to read and write/,
      );
    });

    it("if its user may not create the tables", async () => {
      await sql("create database guarded");
      await sql("create role visitor login password 'secret-of-the-visitor'");
      const url = database.url.replace(`aom:${password}`, "visitor:secret-of-the-visitor").replace("/postgres", "/guarded");
      await expect(migratePostgresJournal(url)).rejects.toThrow(
        /permission denied for database guarded\. To create the tables, the user needs the privilege CREATE on the database\.$/,
      );
      // Nor may it update those of another user.
      await migratePostgresJournal(database.url.replace("/postgres", "/guarded"));
      await expect(migratePostgresJournal(url)).rejects.toThrow(
        /permission denied for \w+ \w+\. To update the tables, the user needs to own them\.$/,
      );
    });

    it.each([
      [
        "the password is wrong",
        (url: string) => url.replace(password, "not-the-password"),
        /password authentication failed for user "aom"\.$/,
      ],
      ["nothing listens there", (url: string, port: number) => url.replace(/:\d+\//, `:${port}/`), /ECONNREFUSED/],
      ["there is no such database", (url: string) => url.replace("/postgres", "/elsewhere"), /database "elsewhere" does not exist\.$/],
      ["the address is invalid", () => `postgres://aom:${password}@[::1/x`, /^The address of the journal's database is invalid/],
      ["the port is invalid", () => `postgres://aom:${password}@localhost:port/x`, /^The address of the journal's database is invalid/],
    ])("if %s, without showing the password", async (_, urlOf, says) => {
      const error = await refused({ url: urlOf(database.url, await freePort()) });
      expect(error?.message).toMatch(says);
      for (let shown: unknown = error; shown instanceof Error; shown = shown.cause)
        expect(JSON.stringify([shown.message, shown.stack, { ...shown }])).not.toMatch(/not-the-password|the-password-of/);
    });
  });

  it("takes the password from the environment, and never shows it", async () => {
    vi.stubEnv("PGPASSWORD", password);
    const journal = await begun({ url: database.url.replace(`:${password}`, "") });
    expect(journal.path).toBe(`postgres://aom@127.0.0.1:${database.port}/postgres`);
    await journal.close();
    const other = await begun({ url: `${database.url}?password=${password}` });
    expect(JSON.stringify(other)).not.toContain(password);
    await other.close();
  });

  describe("when the connection breaks", () => {
    it("sends nothing for a commit whose response was lost, and defers the action", async () => {
      const proxy = await breakingProxy(database.port);
      const target = newTarget();
      const journal = await begun({ target, url: database.url.replace(/:\d+\//, `:${proxy.port}/`) });
      proxy.lose("answer");
      expect(await journal.claim(intent("k1"))).toMatchObject({
        isClaimed: false,
        entry: { state: "deferred", settlement: { reason: "Not sent: the connection to the journal broke while it was claimed." } },
      });
      expect(await journal.claim(intent("k1"))).toEqual({ isClaimed: true });
      proxy.lose("answer", "answer", "commit");
      await journal.settle({ key: "k1", plan: "p1", ending: "applied" });
      expect(await journal.entry("k1")).toMatchObject({ state: "applied" });
      proxy.lose("answer", "answer");
      expect(await journal.claim(intent("k2"))).toMatchObject({ isClaimed: false, entry: { state: "deferred" } });
      await journal.close();
      await proxy.close();
      expect(await verifyPostgresJournal({ url: database.url, target })).toMatchObject({ problems: [], keys: 2, doubts: 0 });
    });

    it("repeats a commit that never arrived", async () => {
      const proxy = await breakingProxy(database.port);
      const journal = await begun({ url: database.url.replace(/:\d+\//, `:${proxy.port}/`) });
      proxy.lose("commit", "commit");
      expect(await journal.claim(intent("k1"))).toEqual({ isClaimed: true });
      proxy.cut();
      expect(await journal.counts("p1")).toMatchObject({ open: 1 });
      await journal.close();
      await proxy.close();
    });

    it("waits for a database that comes back", async () => {
      const target = newTarget();
      const journal = await begun({ target });
      await journal.claim(intent("k1"));
      await database.kill();
      const waiting = Promise.all([
        journal.claim(intent("k2")),
        journal.settle({ key: "k1", ending: "applied" }),
        journal.doubts(),
        journal.slot(1000),
      ]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await database.start();
      const [claim] = await waiting;
      expect(claim).toEqual({ isClaimed: true });
      expect(await journal.entry("k1")).toMatchObject({ state: "applied" });
      await journal.close();
      expect((await verifyPostgresJournal({ url: database.url, target })).problems).toEqual([]);
    });

    it("gives up after a while; then nothing more may be sent", async () => {
      const journal = await begun({ reconnectTimeout: 300 });
      await database.stop();
      await expect(journal.claim(intent("k1"))).rejects.toMatchObject({ code: "invalid-journal" });
      await database.start();
      await expect(journal.claim(intent("k2"))).rejects.toThrow(/cannot be used: /);
      await journal.close().catch(() => {});
      expect((await sql("select from aom_workflow.entry where key in ('k1', 'k2') and state = 'open' and plan = 'gave-up'")).rowCount).toBe(
        0,
      );
    });
  });

  it.each([
    ["is restarted with fsync = off", () => database.start(["fsync=off"])],
    [
      "reloads a configuration with fsync = off",
      async () => {
        await database.start();
        await sql("alter system set fsync = off");
        await sql("select pg_reload_conf()");
        await vi.waitFor(async () => expect((await sql("show fsync")).rows[0].fsync).toBe("off"));
      },
    ],
  ])("allows nothing to be sent once the server %s", async (_, change) => {
    const target = newTarget();
    const journal = await begun({ target });
    expect(await journal.claim(intent("k1"))).toEqual({ isClaimed: true });
    await database.stop();
    await change();
    await expect(journal.claim(intent("k2"))).rejects.toThrow("fsync = off");
    await expect(journal.claim(intent("k3"))).rejects.toThrow("fsync = off");
    await journal.close().catch(() => {});
    await sql("alter system reset fsync");
    await database.stop();
    await database.start();
    // Actions that were claimed before are in doubt.
    const { entries } = await postgresEntriesOf({ url: database.url, target });
    expect(entries.map(({ key, state }) => [key, state])).toEqual([["k1", "open"]]);
  });

  it("does not block others if a process is suspended while it writes", async () => {
    const target = newTarget();
    const journal = await begun({ target });
    const { rows } = await sql(`select id from aom_workflow.journal where project_id = '${target.projectId}'`);
    const other = new pg.Client(database.url);
    await other.connect();
    other.on("error", () => {});
    await other.query("begin; set local idle_in_transaction_session_timeout = 500");
    await other.query(
      "insert into aom_workflow.entry (journal, key, plan, state, at, session) values ($1, 'k1', 'p1', 'open', now(), 'asleep')",
      [rows[0].id],
    );
    expect(await journal.claim(intent("k2"))).toEqual({ isClaimed: true });
    // The server ends its transaction, so its key is free.
    expect(await journal.claim(intent("k1"))).toEqual({ isClaimed: true });
    await other.end().catch(() => {});
    await journal.close();
  });

  it("uses the time of the database if the clocks of two machines differ by an hour", async () => {
    const target = newTarget();
    const [one, other] = [await begun({ target }), await begun({ target })];
    await one.claim(intent("k1"));
    const now = Date.now();
    for (const hour of [-3_600_000, 3_600_000]) {
      vi.spyOn(Date, "now").mockReturnValue(now + hour);
      const entry = await other.entry("k1");
      expect(Math.abs((entry?.at ?? 0) - now - hour)).toBeLessThan(2000);
      expect(entry && (await other.isBeingSent(entry))).toBe(true);
      vi.restoreAllMocks();
    }
    await one.close();
    const entry = (await other.entry("k1")) as Entry;
    // The server notices a moment later.
    await vi.waitFor(async () => expect(await other.isBeingSent(entry)).toBe(false));
    await other.close();
  });

  it("is exported to a file that reads and verifies the same, and that cannot be written to by mistake", async () => {
    const target = newTarget();
    const journal = await begun({ target });
    for (const key of ["k1", "k2", "k3"]) await journal.claim(intent(key));
    await journal.settle({ key: "k1", plan: "p1", ending: "applied" });
    await journal.settle({ key: "k2", plan: "p1", ending: "unknown", reason: "The answer\nwas lost \u0000." });
    await journal.mark({ plan: "p1", kind: "held", reason: "Look." });
    await journal.close();
    const place = { url: database.url, target };
    const path = join(folder, "export.jsonl");
    expect(await exportPostgresJournal(place, path)).toBe(8);
    const [there, here] = [await postgresEntriesOf(place), await entriesOf(path)];
    const plain = ({ header, entries }: typeof here) => ({
      header,
      entries: entries.map(({ at: _, ...each }) => each).toSorted((one, other) => (one.key < other.key ? -1 : 1)),
    });
    expect(plain(here)).toEqual(plain(there));
    expect(there.doubts.map(({ key }) => key)).toEqual(["k3", "k2"]);
    expect(await verifyJournal(path)).toMatchObject({ problems: [], records: 8, keys: 3, doubts: 2 });
    await expect(openJournal({ target, path })).rejects.toThrow(
      /^The journal .* was exported from the database 127\.0\.0\.1:\d+\/postgres, .*\. Use that journal\.$/,
    );
    await expect(openJournal({ target, path, takeOver: true })).rejects.toThrow("was exported from the database");
    await expect(exportPostgresJournal(place, path)).rejects.toThrow("It exists already.");
    expect(readFileSync(path, "utf8")).not.toContain(password);
  });

  it("verifies that no record was changed, removed or added", async () => {
    const target = newTarget();
    const journal = await begun({ target });
    for (const key of ["k1", "k2", "k3"]) {
      await journal.claim(intent(key));
      await journal.settle({ key, plan: "p1", ending: "applied" });
    }
    await journal.close();
    const place = { url: database.url, target };
    expect(await verifyPostgresJournal(place)).toMatchObject({ records: 8, sessions: 1, keys: 3, doubts: 0, problems: [] });
    const where = `journal = '${journal.id}'`;
    const seq = async (at: number) => (await sql(`select seq from aom_workflow.record where ${where} order by seq`)).rows[at].seq;
    const changes: readonly (readonly [string, RegExp])[] = [
      [`update aom_workflow.record set line = replace(line, '"applied"', '"stale"') where seq = ${await seq(3)}`, /^Line 5 was changed/m],
      [`delete from aom_workflow.record where seq = ${await seq(4)}`, /does not follow/],
      [`delete from aom_workflow.record where seq = ${await seq(7)}`, /The last records of session \w+ were removed or changed/],
      [
        `update aom_workflow.entry set state = 'deferred' where ${where} and key = 'k1'`,
        /k1 is deferred in the table of entries, and applied by the records/,
      ],
      [`delete from aom_workflow.entry where ${where} and key = 'k2'`, /The table of entries has 2 keys, the records have 3/],
      [`update aom_workflow.plan_count set applied = 7 where ${where}`, /The counts of plan p1 do not agree/],
    ];
    for (const [change, says] of changes) {
      await sql(
        `create table saved_record as table aom_workflow.record; create table saved_entry as table aom_workflow.entry; create table saved_count as table aom_workflow.plan_count`,
      );
      await sql(change);
      expect((await verifyPostgresJournal(place)).problems.join("\n"), change).toMatch(says);
      await sql(`truncate aom_workflow.record, aom_workflow.entry, aom_workflow.plan_count; insert into aom_workflow.record overriding system value table saved_record;
        insert into aom_workflow.entry table saved_entry; insert into aom_workflow.plan_count table saved_count; drop table saved_record, saved_entry, saved_count`);
    }
    expect((await verifyPostgresJournal(place)).problems).toEqual([]);
  });

  it("lists the plans that were approved recently, by the clock of the process that asks", async () => {
    const journal = await begun({ target: newTarget() });
    const approval = { digest: "d", who: "alice, agent", by: "elicit", actions: 3, expires: Date.now() + 600_000 };
    const before = Date.now();
    for (const plan of ["p1", "p2", "p1"]) await journal.mark({ kind: "approved", plan, ...approval });
    await journal.mark({ plan: "p2", kind: "closed", reason: "Declined." });
    const at = expect.any(Number);
    expect((await journal.approvals(before - 1000)).toSorted((one, other) => one.plan.localeCompare(other.plan))).toEqual([
      { plan: "p1", ...approval, at },
      { plan: "p2", ...approval, at },
    ]);
    expect(await journal.approvals(Date.now() + 60_000)).toEqual([]);
    expect(await journal.planMark("p2")).toMatchObject({ closed: "Declined.", approved: { plan: "p2" } });
    await journal.close();
  });

  it("never dates an approval before one that another process has read, so that two cannot exceed a limit together", async () => {
    const target = newTarget();
    const journals = await Promise.all([1, 2, 3, 4].map(() => begun({ target })));
    const approval = { digest: "d", who: "alice, agent", by: "elicit", actions: 1, expires: Date.now() + 600_000 };
    const plans = (approvals: readonly { readonly plan: string }[]) => approvals.map(({ plan }) => plan);
    const seen = await Promise.all(
      journals.map(async (journal, at) => {
        const lists: string[][] = [];
        for (let n = 0; n < 25; n++) {
          await journal.mark({ kind: "approved", plan: `p${at}-${n}`, ...approval });
          lists.push(plans(await journal.approvals(0)));
        }
        return lists;
      }),
    );
    const all = plans(await journals[0]!.approvals(0));
    expect(all).toHaveLength(100);
    for (const list of seen.flat()) expect(list).toEqual(all.slice(0, list.length));
    for (const journal of journals) await journal.close();
  });

  it("still knows after pruning whether a plan was applied, and sends nothing that may have been removed", async () => {
    const place = { url: database.url, target };
    const machine = new Machine();
    const prune = async (journal: Journal) => {
      await sql(`update aom_workflow.entry set at = at - interval '90 days' where journal = '${journal.id}'`);
      expect(await prunePostgresJournal(place, new Date(Date.now() - 60 * 86_400_000))).toMatchObject({ kept: 0 });
      // Nothing more is removed, and nothing that is known is lost.
      await prunePostgresJournal(place, new Date(0));
      return begun({ target });
    };
    const first = await begun({ target });
    const service = new Service(3);
    const client = service.client(machine.process());
    const plan = planFor(service, first.id);
    const after = (report: object, items: object) => ({ ...report, sent: 0, items: [items, items, items] });
    await apply(plan, { client, journal: first });
    await first.close();
    const second = await prune(first);
    expect(await dueOf(plan, second)).toEqual([]);
    expect(await apply(plan, { client, journal: second })).toMatchObject(after({ applied: 3 }, { outcome: "applied" }));
    // The same actions in another plan, for a service whose state does not show them yet.
    const { known } = await postgresEntriesOf(place);
    const unnoticed = new Service(3).client(machine.process());
    const copy = planFor(service, first.id, "plan2");
    const reason = expect.stringMatching(
      /^It may have been done: the journal was pruned on \d{4}-\d\d-\d\d\. To plan it anyway: --include-doubt$/,
    );
    for (const journal of [second, known]) {
      expect(await dueOf(copy, journal)).toEqual([]);
      expect((await standingOf(copy, journal)).report).toMatchObject({ stale: 3, causes: [{ reason }] });
    }
    expect(await actOnce(unnoticed, second, copy.actions[0] as PlannedAction)).toMatchObject({ outcome: "stale", reason });
    expect(await apply(copy, { client: unnoticed, journal: second })).toMatchObject(after({ stale: 3 }, { outcome: "stale", reason }));
    await second.close();
    const file = join(folder, "pruned.jsonl");
    await exportPostgresJournal(place, file);
    expect((await entriesOf(file)).known.pruned).toMatchObject({ newestRun: known.pruned?.newestRun, generation: 1 });
    expect((await verifyPostgresJournal(place)).problems).toEqual([]);
  });

  it("is not opened while it is being pruned, so that every process knows that it was", async () => {
    const target = newTarget();
    const first = await begun({ target });
    await first.close();
    const pruning = new pg.Client(database.url);
    await pruning.connect();
    await pruning.query(`begin; select from aom_workflow.journal where id = '${first.id}' for update`);
    let isOpen = false;
    const opening = begun({ target }).finally(() => {
      isOpen = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isOpen).toBe(false);
    const mark = { at: Date.now(), newestRun: 7, generation: 1 };
    await pruning.query(`update aom_workflow.journal set pruned = '${JSON.stringify(mark)}' where id = '${first.id}'; commit`);
    await pruning.end();
    const second = await opening;
    expect(second.pruned).toMatchObject({ newestRun: 7, generation: 1 });
    await second.close();
  });

  it("is pruned if nobody writes, and a process that still has it open sends nothing more", async () => {
    const target = newTarget();
    const journal = await begun({ target });
    for (const key of ["k1", "k2", "k3"]) await journal.claim(intent(key));
    await journal.settle({ key: "k1", plan: "p1", ending: "applied" });
    await journal.settle({ key: "k2", plan: "p1", ending: "rejected" });
    await journal.mark({ plan: "p1", kind: "held", reason: "Look." });
    const place = { url: database.url, target };
    await expect(prunePostgresJournal(place, new Date())).rejects.toThrow("less than a minute ago");
    await sql(`update aom_workflow.entry set at = at - interval '2 min' where journal = '${journal.id}'`);
    await sql(`update aom_workflow.entry set at = at - interval '90 days' where key = 'k1' and journal = '${journal.id}'`);
    expect(await prunePostgresJournal(place, new Date(Date.now() - 60 * 86_400_000))).toEqual({ kept: 2, removed: 1 });
    await expect(journal.claim(intent("k4"))).rejects.toThrow("was pruned while it was open");
    await journal.close().catch(() => {});
    const again = await begun({ target });
    expect(again.id).toBe(journal.id);
    expect(await again.counts("p1")).toMatchObject({ applied: 0, rejected: 1, open: 1 });
    expect(await again.planMark("p1")).toMatchObject({ held: "Look." });
    expect(await again.claim(intent("k1"))).toEqual({ isClaimed: true });
    await again.close();
    expect(await verifyPostgresJournal(place)).toMatchObject({ problems: [], keys: 3 });
  });
});
