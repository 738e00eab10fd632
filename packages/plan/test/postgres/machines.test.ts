import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noPostgres, type Postgres, startPostgres } from "../../../../tools/lab/postgres.ts";
import { migratePostgresJournal, openPostgresJournal } from "../../src/postgres/index.ts";
import { crash, worstOf } from "./crash/crash.ts";

const target = { endpoint: "https://aom.example.com", projectId: "0".repeat(32) };

describe.skipIf(noPostgres !== undefined)("several machines", () => {
  let database: Postgres;
  beforeAll(async () => {
    database = await startPostgres();
    await migratePostgresJournal(database.url);
    await (await openPostgresJournal({ url: database.url, target, create: true })).close();
  });
  afterAll(() => database?.stop());

  const quota = async (text: string) => {
    const client = new pg.Client(database.url);
    await client.connect();
    return (await client.query(text).finally(() => client.end())).rows[0];
  };
  const ahead = async () => Number((await quota("select extract(epoch from next - clock_timestamp()) as s from aom_workflow.quota")).s);
  const open = () => openPostgresJournal({ url: database.url, target });

  it("do each action once and forget none, while they and the database are killed at any moment", { timeout: 120_000 }, async () => {
    const setting = { actions: 60, workers: 3, rate: 40, workerEvery: 2500, databaseEvery: 4000, seed: 7 };
    const { report, problems, mostRequests, requests, workersKilled, databasesKilled } = await crash(setting);
    expect(problems, problems.join("\n")).toEqual([]);
    expect({ mostRequests, planned: report.planned }).toEqual({ mostRequests: 1, planned: 60 });
    // An action is also in doubt if its worker was killed after it claimed it and before it sent it.
    expect(requests).toBeLessThanOrEqual(report.applied + report.unknown + report.rejected);
    expect(workersKilled + databasesKilled).toBeGreaterThan(1);
  });

  it("stay under one rate together", async () => {
    const journals = await Promise.all([1, 2, 3, 4].map(open));
    const times: number[] = [];
    const until = performance.now() + 2500;
    const sendAll = async (journal: Awaited<ReturnType<typeof open>>) => {
      while (performance.now() < until) {
        await journal.slot(100);
        times.push(performance.now());
      }
    };
    await Promise.all([...journals, ...journals].map(sendAll));
    for (const journal of journals) await journal.close();
    expect(times.length).toBeGreaterThan(100);
    // A turn may be taken a little late.
    expect(worstOf(times.toSorted((one, other) => one - other))).toBeLessThan(115);
  });

  it("continue if the clock of the database was an hour ahead when a turn was given out", async () => {
    await quota("update aom_workflow.quota set next = clock_timestamp() + interval '1 hour'");
    const journal = await open();
    await journal.slot(100);
    expect(await ahead()).toBeLessThan(1);
    await journal.close();
  });

  it("wait for their turn even at a very low rate, until they are interrupted", async () => {
    const journal = await open();
    // At one request in a hundred seconds, the next turn is rightly far ahead.
    await quota("update aom_workflow.quota set next = clock_timestamp() + interval '90 s', step = interval '100 s'");
    await journal.slot(0.01, AbortSignal.timeout(300));
    expect(await ahead()).toBeGreaterThan(85);
    await journal.close();
  });
});
