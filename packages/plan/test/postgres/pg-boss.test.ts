import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { contract, createClient } from "@aom-workflow/client";
import { type Fault, type Simulator, startSimulator } from "@aom-workflow/mock";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { end, run, startChild } from "../../../../tools/lab/children.ts";
import { temporaryFolder } from "../../../../tools/lab/folders.ts";
import { noPostgres, type Postgres, startPostgres } from "../../../../tools/lab/postgres.ts";
import { savePlan } from "../../src/node/index.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { migratePostgresJournal, openPostgresJournal, postgresEntriesOf, verifyPostgresJournal } from "../../src/postgres/index.ts";

const examples = join(import.meta.dirname, "../../examples/pg-boss");
const projectId = "0123456789abcdef0123456789abcdef";
const branch = (id: string) => ({ id, after: ["begin"], ends: "fail" as const, failures: 1, takes: 20 });

describe.skipIf(noPostgres !== undefined)("the example with pg-boss", () => {
  let database: Postgres;
  let service: Simulator;
  let boss: PgBoss;
  let env: NodeJS.ProcessEnv;
  /** Requests that acted, as execution and node. */
  const sent: string[] = [];
  const folder = temporaryFolder("pg-boss");

  beforeAll(async () => {
    database = await startPostgres();
    await migratePostgresJournal(database.url);
    service = await startSimulator({
      clock: "real",
      seed: {
        workflows: [
          {
            ...{ id: "w", name: "w" },
            nodes: [{ id: "begin", takes: 1 }, branch("east"), branch("west"), { id: "check", after: ["east", "west"], takes: 600_000 }],
            executions: Array.from({ length: 6 }, (_, at) => ({ id: `e${at}`, ago: 60_000 })),
          },
        ],
      },
      faults({ request }): Fault | undefined {
        const [, id, rest = ""] = /\/executions\/(e\d+)\/operation\?(.*)/.exec(request?.target ?? "") ?? [];
        if (id === undefined) return undefined;
        sent.push(`${id} ${new URLSearchParams(rest).get("node_id")}`);
        // Acts, but does not respond until the worker is killed.
        return sent.length <= 2 ? { kind: "hang" } : undefined;
      },
    });
    const place = { AOM_WORKFLOW_ENDPOINT: service.url, AOM_WORKFLOW_PROJECT: projectId, AOM_WORKFLOW_TOKEN: "token" };
    env = { ...process.env, AOM_WORKFLOW_JOURNAL: database.url, ...place, RATE: "100" };
    boss = new PgBoss(database.url);
    await boss.start();
  });
  afterAll(async () => {
    await boss?.stop({ graceful: false });
    await service?.close();
    await database?.stop();
  });

  const worker = (): ChildProcess => startChild(process.execPath, ["--no-warnings", join(examples, "worker.ts")], { cwd: examples, env });
  const until = async (holds: () => Promise<boolean> | boolean) => {
    for (let attempt = 0; !(await holds()); attempt++) {
      if (attempt > 600) throw new Error(`It did not come to that. Sent: ${sent.join(", ")}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const sql = async (text: string): Promise<readonly { readonly [name: string]: unknown }[]> => {
    const client = new pg.Client(database.url);
    await client.connect();
    return (await client.query(text).finally(() => client.end())).rows;
  };

  it("sends each action once, even if a worker is killed while it sends, and empties the queue of doubts", {
    timeout: 60_000,
  }, async () => {
    const target = { endpoint: service.url, projectId };
    const client = createClient({ ...target, auth: "token" });
    const journal = await openPostgresJournal({ url: database.url, target, create: true });
    const selected = Array.from({ length: 6 }, (_, at) => ["east", "west"].map((nodeId) => ({ nodeId, executionId: `e${at}` })))
      .flat()
      .map((each) => ({ action: "restart" as const, workflowId: "w", ...each }));
    const { plan: made } = await makePlan({ client, journal, selected, selection: "all", who: "tester" });
    const path = await savePlan(made, { out: join(folder, "plan.jsonl") });
    const submit = () => run(process.execPath, ["--no-warnings", join(examples, "submit.ts"), path], { cwd: examples, env });
    expect((await submit()).stdout).toMatch(/^Plan \w{6}: 12 jobs\.$/m);
    const first = worker();
    // Two wait for a response, and hold back the next action of their execution.
    await until(async () => (await journal.counts(made.header.id)).applied === 8);
    end(first, "SIGKILL");
    // Submitting twice changes nothing.
    await submit();
    const inFlight = await postgresEntriesOf({ url: database.url, target });
    expect(inFlight.doubts).toHaveLength(2);
    // It was read just now.
    await sql("update pgboss.queue set monitor_claim_on = now()");
    const killedAt = performance.now();
    const second = worker();
    let said = "";
    for (const stream of [second.stdout, second.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    // As the guide says: ten seconds without a heartbeat, and up to ten until that is noticed.
    await until(async () => (await boss.getBlockedKeys("aom-act")).length === 2);
    expect(performance.now() - killedAt).toBeLessThan(25_000);
    await until(async () => {
      const [row] = await sql("select count(*)::int as left from pgboss.job where name like 'aom-%' and state <> 'completed'");
      return row?.left === 0;
    });
    end(second);
    expect(said).toMatch(/^Waiting for jobs of project 0123456789abcdef0123456789abcdef at http:\S+: 100 requests a second/m);
    expect(said.match(/^e\d \w+: its worker failed or died; looking\.$/gm)).toHaveLength(2);
    expect(said.match(/^e\d west: applied$/gm)).toHaveLength(2);
    expect(sent.toSorted()).toEqual(selected.map(({ executionId, nodeId }) => `${executionId} ${nodeId}`));
    const { entries } = await postgresEntriesOf({ url: database.url, target });
    expect(entries.map(({ state }) => state).toSorted()).toEqual([...Array(10).fill("applied"), "resolved", "resolved"]);
    await journal.close();
    expect((await verifyPostgresJournal({ url: database.url, target })).problems).toEqual([]);
    // In the order of the plan, one at a time.
    for (const { id } of Array.from({ length: 6 }, (_, at) => ({ id: `e${at}` })))
      expect(sent.filter((each) => each.startsWith(`${id} `))).toEqual([`${id} east`, `${id} west`]);
  });

  it.each([
    ["no plan", "submit.ts", [], {}, /^Usage: node submit\.ts PLAN, .*\n$/],
    ["a missing plan", "submit.ts", ["none"], {}, /^There is no file none, and no plan with this id\..*\n$/],
    ["no database", "submit.ts", ["none"], { AOM_WORKFLOW_JOURNAL: "" }, /^Set AOM_WORKFLOW_JOURNAL\.\n$/],
    [
      "no settings",
      "worker.ts",
      [],
      { AOM_WORKFLOW_ENDPOINT: "", AOM_WORKFLOW_TOKEN: "" },
      /^Set AOM_WORKFLOW_ENDPOINT, AOM_WORKFLOW_TOKEN\.\n$/,
    ],
    ["an invalid rate", "worker.ts", [], { RATE: "abc" }, /^RATE must be 0\.01 to 10000 requests a second; it is "abc"\.\n$/],
    ["no server", "worker.ts", [], { AOM_WORKFLOW_JOURNAL: "postgres://aom@127.0.0.1:1/x" }, /^The journal in .*ECONNREFUSED.*\n$/],
  ] as const)("ends with a sentence where there is %s", async (_, program, args, more, says) => {
    const options = { cwd: examples, env: { ...env, ...more }, exits: [1] };
    expect((await run(process.execPath, ["--no-warnings", join(examples, program), ...args], options)).stderr).toMatch(says);
  });

  it("sends nothing of a plan for another contract or journal, or of a held one", { timeout: 60_000 }, async () => {
    const before = sent.length;
    const job = {
      plan: "p",
      contract: "0.0",
      journal: "other",
      who: "tester",
      action: { executionId: "e0", workflowId: "w", nodeId: "east", seen: { runs: [] } },
    };
    const journal = await openPostgresJournal({ url: database.url, target: { endpoint: service.url, projectId } });
    const ids: (string | null)[] = [];
    await journal.mark({ plan: "held", kind: "held", reason: "Look." });
    const current = contract.version.split(".").slice(0, 2).join(".");
    for (const more of [{}, { journal: journal.id }, { journal: journal.id, contract: current, plan: "held" }])
      ids.push(await boss.send("aom-act", { ...job, ...more }, { singletonKey: `k${ids.length}`, deadLetter: null as never }));
    await journal.close();
    const child = worker();
    const outputs = await Promise.all(
      ids.map(async (id) => {
        let output = "";
        await until(async () => {
          const [found] = await boss.findJobs("aom-act", { id: id as string });
          output = JSON.stringify(found?.output);
          return found?.state === "failed";
        });
        return output;
      }),
    );
    end(child);
    expect(outputs[0]).toMatch(/Plan p belongs to journal other; this is \w+\./);
    expect(outputs[1]).toMatch(/Plan p was made with version 0\.0 of the contract; this worker has \d/);
    expect(outputs[2]).toContain("Plan held is held: Look.");
    expect(sent).toHaveLength(before);
  });
});
