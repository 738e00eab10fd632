import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { noPostgres, type Postgres, startPostgres } from "../../../tools/lab/postgres.ts";
import { json, type Loopback, loopback } from "../../../tools/lab/servers.ts";
import { nodeBinary, runCli } from "./run-cli.ts";
import { type HereOptions, runHere } from "./run-here.ts";

const password = "the-password-of-the-database";
const projectId = "0123456789abcdef0123456789abcdef";

describe.skipIf(noPostgres !== undefined)("a journal in PostgreSQL", () => {
  let database: Postgres;
  let service: Loopback;
  let home: string;
  const runs = new Map<string, number>();
  const sent: string[] = [];

  beforeAll(async () => {
    database = await startPostgres();
    home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
    const execution = (id: string) => {
      const status = runs.get(id) === 1 ? "fail" : "success";
      const result = { node_id: "deploy", status, begin_time: 1, function_execution_id: `${id}-${runs.get(id)}` };
      return { execution_id: id, workflow_id: "w1", status, begin_time: Date.now() - 60_000, execution_result_list: [result] };
    };
    service = await loopback(({ url }, response) => {
      const id = /\/executions\/([^/?]+)/.exec(url)?.[1] ?? "";
      if (url.endsWith("/workflow-list")) return json(response, 200, { elements: [{ id: "w1", name: "nightly" }], total_elements: 1 });
      if (url.endsWith("/status")) return json(response, 200, execution(id), { date: new Date().toUTCString() });
      if (!url.includes("/operation?")) return json(response, 200, [...runs.keys()].map(execution));
      sent.push(id);
      runs.set(id, 2);
      return json(response, 200, { result: "success" });
    });
  });
  afterAll(async () => {
    await service?.close();
    await database?.stop();
    await rm(home, { recursive: true });
  });
  beforeEach(() => {
    sent.length = 0;
  });

  const cli = (
    argv: readonly string[],
    env: Readonly<Record<string, string>> = { AOM_WORKFLOW_JOURNAL: database.url },
    host: HereOptions["host"] = {},
  ) =>
    runHere(argv, {
      host,
      env: { HOME: home, XDG_STATE_HOME: home, AOM_WORKFLOW_ENDPOINT: service.url, AOM_WORKFLOW_PROJECT: projectId, ...env },
    });

  test("is made by one command, and shared by all who apply the plan", async () => {
    const missing = await cli(["plan", "restart"]);
    expect(missing).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("has no journal tables. To create or update them: aom-workflow journal --migrate"),
    });
    expect((await cli(["journal", "--migrate"])).stdout).toMatch(
      /^Created the tables in postgres:\/\/aom@127\.0\.0\.1:\d+\/postgres: version 2\.$/m,
    );
    expect(JSON.parse((await cli(["journal", "--migrate", "--json"])).stdout)).toMatchObject({ ok: true, version: 2 });
    for (let at = 1; at <= 12; at++) runs.set(`e${at}`, 1);
    const plan = join(home, "plan.jsonl");
    const made = await cli(["plan", "restart", "--out", plan]);
    expect(`${made.stdout}${made.stderr}`).toContain(`aom-workflow apply ${plan}`);
    const ends = await Promise.all([1, 2, 3].map(() => cli(["apply", plan, "--yes", "--json"])));
    expect(sent.toSorted()).toEqual([...runs.keys()].toSorted());
    const again = await cli(["apply", plan, "--yes", "--json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, planned: 12, applied: 12, sent: 0 });
    const saved = await cli(["apply", plan, "--dry-run", "--json"]);
    expect(JSON.parse(saved.stdout)).toMatchObject({ planned: 12, applied: 12, actions: Array(12).fill({ outcome: "applied" }) });
    const shown = await cli(["journal", "--json"]);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      ok: true,
      counts: { applied: 12 },
      path: expect.stringMatching(/^postgres:\/\/aom@127/),
    });
    const verified = await cli(["journal", "--verify"]);
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining("No record was changed or lost.") });
    const file = join(home, "export.jsonl");
    expect((await cli(["journal", "--export", file])).stdout).toMatch(/^Records saved to .*export\.jsonl: \d+\.$/m);
    expect(await cli(["journal", "--verify", "--journal", file])).toMatchObject({ code: 0 });
    // The plan belongs to the database: neither the copy nor the file of the target can apply it.
    for (const journal of [file, join(home, "other.jsonl")])
      expect(await cli(["apply", plan, "--yes", "--journal", journal])).toMatchObject({ code: 2 });
    const hint = expect.stringMatching(/Pass the journal that the plan was made with, by --journal or AOM_WORKFLOW_JOURNAL\./);
    expect(await cli(["apply", plan, "--yes"], {})).toMatchObject({ code: 2, stderr: hint });
    // Also where the target has one in a file.
    await cli(["plan", "restart", "--out", join(home, "in-a-file.jsonl")], {});
    expect(await cli(["apply", plan, "--yes"], {})).toMatchObject({ code: 2, stderr: hint });
    expect(JSON.stringify([missing, ends, again, shown, verified, await readFile(file, "utf8")])).not.toContain(password);
  });

  test("is named without a password in the arguments", async () => {
    const end = await cli(["journal", "--journal", database.url], {});
    expect(end).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^--journal must not contain a password: .* set AOM_WORKFLOW_JOURNAL/),
    });
    expect(end.stderr).not.toContain(password);
    for (const address of [
      `postgres://host/db?password=${password}`,
      `postgres://aom:${password}@[::1`,
      `postgres:/aom:${password}@127.0.0.1/db`,
      `postgres:aom:${password}@127.0.0.1/db`,
      `postgres:///aom:${password}@127.0.0.1/db`,
      `postgres://aom:12/${password}@127.0.0.1/db`,
      ` "postgres://aom:${password}@127.0.0.1/db"`,
      `jdbc:postgresql://127.0.0.1/db?user=aom&password=${password}`,
      `pgsql://aom:${password}@127.0.0.1/db`,
      `aom:${password}@127.0.0.1/db`,
      `host=127.0.0.1 user=aom password=${password}`,
    ]) {
      const { stderr } = await cli(["journal", "--journal", address], {});
      expect(stderr, address).toMatch(/^--journal must not contain a password/);
      expect(stderr).not.toContain(password);
    }
    for (const address of ["postgres://aom@127.0.0.1:1/x?user=aom@tenant", "postgres://127.0.0.1:1/x?user=aom@tenant"])
      expect((await cli(["journal", "--migrate", "--journal", address], {})).stderr, address).toContain("ECONNREFUSED");
    expect((await cli(["journal", "--journal", " postgres://aom@127.0.0.1/db"], {})).stderr).toMatch(/^--journal must be a path such as/);
  });

  test.each([
    ...["mysql", "postgress", "file", "https", "jdbc:postgresql", " postgres", "\ufeffpostgres", '"postgres'].map((each) => `${each}://`),
    ...["postgres:", "postgres:/", "postgres:///", "", "postgres://host:1/"],
  ])("is not made, nor is a file, of an address that begins with %j", async (scheme) => {
    const address = `${scheme}aom:${password}@127.0.0.1/db`;
    const folder = process.cwd();
    const empty = await mkdtemp(join(home, "empty-"));
    process.chdir(empty);
    try {
      for (const argv of [["plan", "restart"], ["journal"], ["journal", "--migrate"]]) {
        const end = await cli(argv, { AOM_WORKFLOW_JOURNAL: address });
        expect(end).toMatchObject({
          code: 2,
          stderr: expect.stringMatching(
            /^AOM_WORKFLOW_JOURNAL must be a path such as \.\/journal\.jsonl or an address such as postgres:.*\.$/m,
          ),
        });
        expect(`${end.stdout}${end.stderr}`).not.toContain(password);
      }
    } finally {
      process.chdir(folder);
    }
    expect(await readdir(empty)).toEqual([]);
  });

  test("may be named in capital letters", async () => {
    for (const scheme of ["POSTGRES", "PostgreSQL"])
      expect(await cli(["journal", "--migrate"], { AOM_WORKFLOW_JOURNAL: database.url.replace("postgres", scheme) })).toMatchObject({
        code: 0,
        stdout: expect.stringContaining("Nothing to do: the tables in postgres://aom@127.0.0.1:"),
      });
  });

  test.each([
    [["journal", "--migrate"], {}, /^--migrate is for a journal in PostgreSQL/],
    [["journal", "--export", "x"], {}, /^--export is for a journal in PostgreSQL\. This one is a file: /],
    [["journal", "--export", "x", "--verify"], {}, /^--verify and --export cannot be used together/],
    [["apply", "PLAN", "--take-over", "--yes"], undefined, /--take-over/],
    [
      ["journal"],
      { AOM_WORKFLOW_JOURNAL: "postgres://aom@127.0.0.1:1/x" },
      /^The journal in postgres:\/\/aom@127\.0\.0\.1:1\/x cannot be used: .*ECONNREFUSED/,
    ],
  ] as const)("says what is wrong with %j", async (argv, env, says) => {
    const args = argv.map((each) => (each === "PLAN" ? join(home, "plan.jsonl") : each));
    const end = await cli(args, env);
    expect(end).toMatchObject({ code: 2 });
    expect(end.stderr).toMatch(says);
  });

  test("refuses to be taken over, before a person is asked to confirm it", async () => {
    runs.set("e99", 1);
    const plan = join(home, "not-taken-over.jsonl");
    await cli(["plan", "restart", "--out", plan]);
    const ask = vi.fn(async () => "1");
    const terminal = { canAsk: true, canDraw: false, columns: 80, status() {}, ask };
    const end = await cli(["apply", plan, "--take-over"], undefined, { terminal });
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--take-over is for a journal file/) });
    expect(ask).not.toHaveBeenCalled();
  });

  describe("with the package pg", () => {
    const address = { AOM_WORKFLOW_JOURNAL: "postgres://aom@127.0.0.1:1/x" };
    const inFolder = async (pg: (modules: string) => Promise<void>) => {
      const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
      await cp(join(import.meta.dirname, "../dist"), join(folder, "dist"), { recursive: true });
      await mkdir(join(folder, "node_modules"));
      await pg(join(folder, "node_modules"));
      const env = { HOME: home, PATH: process.env.PATH, ...address };
      const argv = [join(folder, "dist/aom-workflow.cjs"), "journal", "--migrate"];
      const end = await promisify(execFile)(nodeBinary, argv, { env }).catch((error) => error);
      await rm(folder, { recursive: true });
      return end;
    };

    test("missing, says so", async () => {
      expect(await inFolder(async () => {})).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^A journal in PostgreSQL needs the pg package: npm install --global aom-workflow pg\./),
      });
    });

    test("incomplete, names what is missing", async () => {
      const pg = join(import.meta.dirname, "../node_modules/pg");
      expect(await inFolder((modules) => cp(pg, join(modules, "pg"), { recursive: true, dereference: true }))).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^The pg package cannot be loaded: Cannot find module 'pg-[a-z]+'\. Install it again\.$/m),
      });
    });

    // As pnpm makes one. With AOM_WORKFLOW_TEST_NODE, this also runs on Node 20, whose `require` may not follow it after a pipe was looked at.
    test("a link, and stderr a pipe, loads it", async () => {
      expect(await runCli(["journal", "--migrate"], { env: address })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("ECONNREFUSED"),
      });
    });

    test("and sslmode=require, demands TLS, without a warning that the mode will be weaker one day", async () => {
      const { stderr } = await runCli(["journal", "--migrate"], { env: { AOM_WORKFLOW_JOURNAL: `${database.url}?sslmode=require` } });
      expect(stderr).toMatch(/^The journal in \S+ cannot be used: The server does not support SSL connections\./);
    });
  });
});
