import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { actOnce, applyPlan, checkPlan, makePlan, type PlannedAction, readOutcome, recordDoubt, selectStopped } from "../src/index.ts";
import { entriesOf, journalKind, openJournal, pruneJournal, savePlan, verifyJournal } from "../src/node/index.ts";
import {
  exportPostgresJournal,
  openPostgresJournal,
  postgresAddress,
  postgresEntriesOf,
  prunePostgresJournal,
  verifyPostgresJournal,
} from "../src/postgres/index.ts";
import { quotaOf } from "../src/postgres/quota.ts";
import { closeWorlds, world } from "./world.ts";

afterAll(closeWorlds);

test("a boolean option given as a string, as from the environment, is refused instead of being taken as true", async () => {
  const { client, journal, plan, service } = await world(1);
  const made = await plan();
  const before = service.requests.length;
  await expect(applyPlan(made, { client, journal, release: "false" as never }).next()).rejects.toThrow("release must be true or false");
  await expect(applyPlan(made, { client, journal, wait: "no" as never }).next()).rejects.toThrow("wait must be true or false");
  const selection = { client, journal, selected: [], selection: "none", who: "tester" };
  await expect(makePlan({ ...selection, includeDoubt: "false" as never })).rejects.toThrow('includeDoubt must be true, false or "only"');
  const path = join(await mkdtemp(join(tmpdir(), "options-")), "journal.jsonl");
  await expect(openJournal({ target: journal.target, path, create: "false" as never })).rejects.toThrow("create must be true or false");
  await expect(openJournal({ target: journal.target, path, takeOver: "false" as never })).rejects.toThrow("takeOver must be true or false");
  await expect(openPostgresJournal({ target: journal.target, create: "false" as never })).rejects.toThrow("create must be true or false");
  expect(service.requests).toHaveLength(before);
});

const anyNumber = [Number.NaN, Number.POSITIVE_INFINITY, -1, "20", "10%", null, true, {}];

test.each<[string, string, string, readonly unknown[]]>([
  ["applyPlan", "rate", "a number from 0.01 to 10000", [0, 10_001]],
  ["applyPlan", "concurrency", "an integer from 1 to 64", [0, 1.5, 65]],
  ["applyPlan", "waitTimeout", "a number of milliseconds from 1 to 2147483647", [0, 2 ** 31]],
  ["applyPlan", "first", "an integer from 0 to 1000000", [0.5]],
  ["applyPlan", "maxUnknown", "an integer from 0 to 1000000", [0.5]],
  ["applyPlan", "maxFailures", "a fraction from 0 to 1", [10, 1.01]],
  ["makePlan", "max", "an integer from 1 to 1000000", [0, 1.5]],
  ["makePlan", "concurrency", "an integer from 1 to 64", [0, 1.5, 65]],
  ["selectStopped", "concurrency", "an integer from 1 to 32", [0, 33]],
  ["openPostgresJournal", "reconnectTimeout", "a number of milliseconds from 0 to 2147483647", [2 ** 31]],
  ["slot", "perSecond", "a number from 0.01 to 10000", [0]],
])("%s refuses a %s that is not %s: a limit that no number exceeds is no limit", async (of, name, range, wrong) => {
  const { client, journal, plan, service } = await world(1);
  const made = await plan();
  const before = service.requests.length;
  const { target } = journal;
  const calls: Readonly<Record<string, (option: object, value: never) => unknown>> = {
    applyPlan: (option) => applyPlan(made, { client, journal, ...option }).next(),
    makePlan: (option) => makePlan({ client, journal, selected: [], selection: "", who: "", ...option }),
    selectStopped: (option) => selectStopped(client, "restart", option).next(),
    openPostgresJournal: (option) => openPostgresJournal({ target, url: "postgres://127.0.0.1:1/none", ...option }),
    slot: (_, value) => quotaOf(() => Promise.reject(new Error("asked")), "journal")(value),
  };
  for (const value of [...anyNumber, ...wrong]) {
    const error = await (async () => calls[of]?.({ [name]: value }, value as never))().catch((thrown: Error) => thrown);
    expect(error, String(value)).toMatchObject({ code: "invalid-input", parameter: name });
    expect((error as Error).message, String(value)).toContain(`${name} must be ${range}, not `);
  }
  expect(service.requests).toHaveLength(before);
});

test("a misspelt option or action is refused, with a suggestion", async () => {
  const { client, journal, plan, service } = await world(1);
  const made = await plan();
  const before = service.requests.length;
  const [action] = made.actions as [PlannedAction];
  const { target } = journal;
  const nowhere = join(tmpdir(), `options-${process.pid}`);
  const calls: Readonly<Record<string, readonly [(wrong: never) => unknown, wrong: object]>> = {
    actOnce: [(wrong) => actOnce(client, journal, action, wrong), { onEndd() {} }],
    applyPlan: [(wrong) => applyPlan(made, wrong).next(), { client, journal, ratee: 1 }],
    checkPlan: [(wrong) => checkPlan(made, journal, wrong), { relaese: true }],
    makePlan: [(wrong) => makePlan(wrong), { client, journal, selected: [], selection: "", who: "", maxx: 1 }],
    readOutcome: [(wrong) => readOutcome(client, journal, action, wrong), { plann: "p" }],
    recordDoubt: [(wrong) => recordDoubt(journal, action, wrong), { reasons: "Lost." }],
    selectStopped: [(wrong) => selectStopped(client, "restart", wrong).next(), { nod: "zzz" }],
    openJournal: [(wrong) => openJournal(wrong), { target, pathh: nowhere }],
    savePlan: [(wrong) => savePlan(made, wrong), { outt: nowhere }],
    openPostgresJournal: [(wrong) => openPostgresJournal(wrong), { target, ulr: "" }],
    postgresEntriesOf: [(wrong) => postgresEntriesOf(wrong), { target, ulr: "" }],
    verifyPostgresJournal: [(wrong) => verifyPostgresJournal(wrong), { target, ulr: "" }],
    prunePostgresJournal: [(wrong) => prunePostgresJournal(wrong, new Date()), { target, ulr: "" }],
    exportPostgresJournal: [(wrong) => exportPostgresJournal(wrong, nowhere), { target, ulr: "" }],
  };
  for (const [name, [call, wrong]] of Object.entries(calls)) {
    const misspelt = Object.keys(wrong).at(-1);
    await expect((async () => call(wrong as never))(), name).rejects.toThrow(`${misspelt} is not an option (`);
  }
  await expect(applyPlan(made, { client, journal, ratee: 1 } as never).next()).rejects.toThrow("(did you mean rate?)");
  await expect(selectStopped(client, "restrat" as never, {}).next()).rejects.toThrow("action must be one of restart");
  expect(service.requests).toHaveLength(before);
  expect(await journal.doubts()).toEqual([]);
  expect(existsSync(nowhere)).toBe(false);
});

test("a target without a project is refused instead of getting its own journal", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "options-")), "journal.jsonl");
  const target = { endpoint: "https://aom.example.com", project: "0".repeat(32) } as never;
  const places: readonly (() => Promise<unknown>)[] = [
    () => openJournal({ target, path, create: true }),
    () => openPostgresJournal({ target, create: true }),
    () => postgresEntriesOf({ target }),
  ];
  for (const open of places) await expect(open()).rejects.toThrow("target must have an endpoint and a projectId");
  expect(existsSync(path)).toBe(false);
});

test("an address in place of a file is refused, naming the function that takes it but not the password", async () => {
  const path = "postgres://aom:the-password@127.0.0.1/db";
  const target = { endpoint: "https://aom.example.com", projectId: "0".repeat(32) };
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    openPostgresJournal: () => openJournal({ target, path, create: true }),
    postgresEntriesOf: () => entriesOf(path),
    verifyPostgresJournal: () => verifyJournal(path),
    prunePostgresJournal: () => pruneJournal(path, new Date()),
  };
  for (const [name, call] of Object.entries(calls)) {
    const error = await call().catch((error: Error) => error);
    expect(error).toMatchObject({
      name: "PlanError",
      code: "invalid-journal",
      message: `A journal in PostgreSQL is not a file: use ${name} of @aom-workflow/plan/postgres.`,
    });
  }
  expect(existsSync("postgres:")).toBe(false);
});

test.each(
  ["file", "pgsql", "jdbc:postgresql", "\ufeffpostgres", " postgres", '"postgres', "AOM_WORKFLOW_JOURNAL=postgres"]
    .map((before) => `${before}://joe:the-password@127.0.0.1/db`)
    .concat(
      "postgres:/joe:the-password@127.0.0.1/db",
      "postgres:joe:the-password@127.0.0.1/db",
      "postgres:///joe:the-password@127.0.0.1/db",
    )
    .concat(
      "postgres://joe:12/the-password@127.0.0.1/db",
      "postgres://joe:12?the-password@127.0.0.1/db",
      "postgres://joe:12#the-password@h/db",
    )
    .concat("postgres://joe:the-password@127.0.0.1/db ", 'postgres://joe:the-password@127.0.0.1/db"', "postgres://joe:the-password@h/db\r")
    .concat(
      "joe:the-password@127.0.0.1/db",
      "//joe:the-password@127.0.0.1/db",
      "127.0.0.1:5432/db",
      "host=127.0.0.1 password=the-password",
      "host=127.0.0.1 dbname=db",
    ),
)("neither a file nor a database is made of %j, and it is not shown", async (place) => {
  const target = { endpoint: "https://aom.example.com", projectId: "0".repeat(32) };
  const folder = process.cwd();
  process.chdir(await mkdtemp(join(tmpdir(), "options-")));
  try {
    const calls: Readonly<Record<string, () => unknown>> = {
      "path must be a file, not an address.": () => openJournal({ target, path: place, create: true }),
      "path must be a file, not an address": () => entriesOf(place),
      "The address of the journal's database is invalid.": async () => postgresAddress(place),
    };
    for (const [says, call] of Object.entries(calls)) {
      const error = await Promise.resolve(call()).catch((error: Error) => error);
      expect(error).toMatchObject({ name: "PlanError", code: "invalid-journal", message: expect.stringContaining(says) });
      expect(String(error)).not.toContain("the-password");
    }
    expect(readdirSync(".")).toEqual([]);
  } finally {
    process.chdir(folder);
  }
});

test.each([
  "./a:b",
  "./postgres://joe:x@h/db",
  "../a@b:c",
  "~/a@b:c",
  "/a@b:c",
  "C:\\a@b:c",
  "C:/a",
  "\\\\server\\a@b:c",
  "a:b",
  "joe@home",
  "postgres",
  "x y.jsonl",
  "logs/host=a/x.jsonl",
])("%j stays the name of a file", (place) => expect(journalKind(place)).toBe("file"));

test.each([
  "postgres://joe@127.0.0.1:5432/db",
  "POSTGRESQL://joe:p%40ss@[::1]:5432/db?sslmode=verify-full",
  "postgres://",
  "postgres:///db?host=/var/run/postgresql",
  "postgres://joe:pass@/db?host=/run",
  "postgres://%2Frun%2Fpostgresql/db",
  "postgres://host:5432/db?user=joe@tenant",
  "postgres://joe@tenant:p'a\"ss@host/db",
])("%j is the address of a database", (place) => {
  expect(journalKind(place)).toBe("database");
  expect(postgresAddress(place)).not.toMatch(/p.{0,4}ss/);
});

test("an invalid time removes nothing from a journal", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "options-")), "journal.jsonl");
  const target = { endpoint: "https://aom.example.com", projectId: "0".repeat(32) };
  await (await openJournal({ target, path, create: true })).close();
  const before = readFileSync(path, "utf8");
  for (const time of [new Date("90d"), "90d", Date.now()])
    for (const prune of [() => pruneJournal(path, time as never), () => prunePostgresJournal({ target }, time as never)])
      await expect(prune()).rejects.toThrow("before must be a Date");
  expect(readFileSync(path, "utf8")).toBe(before);
});
