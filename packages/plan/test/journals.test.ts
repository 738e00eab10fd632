import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../../tools/lab/folders.ts";
import { noPostgres, type Postgres, startPostgres } from "../../../tools/lab/postgres.ts";
import type { Entry, Intent, Journal } from "../src/journal/journal.ts";
import { type Fact, type Ledger, newLedger } from "../src/journal/ledger.ts";
import { memoryJournal } from "../src/journal/memory-journal.ts";
import { openJournal } from "../src/node/index.ts";
import { migratePostgresJournal, openPostgresJournal } from "../src/postgres/index.ts";

let database: Postgres;
beforeAll(async () => {
  if (noPostgres !== undefined) return;
  database = await startPostgres();
  await migratePostgresJournal(database.url);
});
afterAll(() => database?.stop());

const folder = temporaryFolder("journals");
let number = 0;
const newTarget = () => ({ endpoint: "https://aom.example.com", projectId: String(++number).padStart(32, "0") });

/** Opens a new journal for this many processes. */
const stores: Readonly<Record<string, { readonly sessions: number; readonly open: () => Promise<readonly Journal[]> }>> = {
  "in memory": { sessions: 1, open: async () => [memoryJournal(newTarget())] },
  "in a file": {
    sessions: 2,
    async open() {
      const where = { target: newTarget(), path: join(folder, `${number}.jsonl`) };
      return [await openJournal({ ...where, create: true }), await openJournal(where)];
    },
  },
  ...(noPostgres === undefined && {
    "in PostgreSQL": {
      sessions: 2,
      async open() {
        const where = { url: database.url, target: newTarget() };
        return [await openPostgresJournal({ ...where, create: true }), await openPostgresJournal(where)];
      },
    },
  }),
};

// Two actions for one stopped run, and another one.
const keys = ["w/e1/n/restart/r1/1", "w/e1/n/skip/r1/1", "w/e2/n/restart/r1/1"];
const plans = ["p1", "p2"];
const seen = { word: "fail", nodeWord: "fail", isPause: false, onHosts: false, runs: [{ id: "r1", startedAt: 1 }], readAt: 2 };
const key = fc.constantFrom(...keys);
const plan = fc.constantFrom(...plans);
const anyPlan = fc.option(plan, { nil: undefined });
// A response may contain any characters.
const reason = fc.option(fc.constantFrom('a "quoted" reason', "\u0000\u001b[31m\ud83d\ude00\\", "\ud800"), { nil: undefined });
const ending = fc.constantFrom("applied", "resolved", "rejected", "stale", "deferred", "unknown");

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ key, plan: anyPlan, reason }).map(
    ({ key, plan, reason }): Fact => ({
      ...{ type: "intent", key, plan, reason, action: "restart", workflowId: "w", executionId: "e", nodeId: "n", seen, who: "tester" },
    }),
  ),
  fc.record({
    type: fc.constant("settled" as const),
    key,
    plan: anyPlan,
    ending,
    reason,
    status: fc.constantFrom(500, undefined),
  }) as fc.Arbitrary<Fact>,
  fc.record({ type: fc.constant("watched" as const), key, plan, isGood: fc.boolean(), reason }) as fc.Arbitrary<Fact>,
  fc.record({ type: fc.constant("mark" as const), plan, kind: fc.constantFrom("held" as const, "released" as const), reason }),
);

/** Without times, and with numbers for sessions. */
function plain(value: unknown, sessions: readonly string[]): unknown {
  const text = JSON.stringify(value, (name, each) =>
    name === "at" || name === "releasedAt" ? 0 : name === "session" ? sessions.indexOf(each) : each,
  );
  return text === undefined ? undefined : JSON.parse(text);
}

async function write(journal: Journal, { type, ...fact }: Fact) {
  if (type === "intent") return journal.claim(fact as Intent);
  return type === "settled"
    ? journal.settle(fact as never)
    : type === "watched"
      ? journal.watched(fact as never)
      : journal.mark(fact as never);
}

/** Everything that a caller can ask. */
async function known(journal: Journal, sessions: readonly string[]): Promise<unknown> {
  return {
    entries: await Promise.all(keys.map(async (key) => plain(await journal.entry(key), sessions))),
    doubts: new Set((await journal.doubts()).map(({ key }) => key)),
    plans: await Promise.all(plans.map(async (plan) => [await journal.counts(plan), plain(await journal.planMark(plan), sessions)])),
  };
}

function knownBy(ledger: Ledger, sessions: readonly string[]): unknown {
  return {
    entries: keys.map((key) => plain(ledger.entries.get(key), sessions)),
    doubts: new Set(ledger.doubts().map(({ key }) => key)),
    plans: plans.map((plan) => [ledger.counts(plan), plain(ledger.planMark(plan), sessions)]),
  };
}

describe.each(Object.entries(stores))("a journal %s", (_, { sessions: count, open }) => {
  test("reaches the same state as every other, whoever writes what", async () => {
    const by = fc.nat(count - 1);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(by, fact), { minLength: 3, maxLength: 25 }), async (steps) => {
        const journals = await open();
        const sessions = journals.map(({ session }) => session);
        const model = newLedger();
        try {
          for (const [at, [by, fact]] of steps.entries()) {
            const answer = await write(journals[by] as Journal, fact);
            const isWon = model.add(fact, { session: sessions[by] as string, at });
            if (answer) {
              expect(answer.isClaimed).toBe(isWon);
              if (!answer.isClaimed) expect(plain(answer.entry, sessions)).toEqual(plain(model.entries.get(answer.entry.key), sessions));
            }
          }
          for (const journal of journals) expect(await known(journal, sessions)).toEqual(knownBy(model, sessions));
        } finally {
          for (const journal of journals) await journal.close();
        }
      }),
      { numRuns: 25 },
    );
  });

  test("gives a key to one of many that claim it at the same time", async () => {
    const journals = await open();
    const intents = Array.from({ length: 20 }, (_, at) => ({ key: `k${at % 4}`, plan: "p1", seen }) as unknown as Intent);
    const answers = await Promise.all(
      journals.flatMap((journal) => intents.map(async (intent) => ({ intent, ...(await journal.claim(intent)) }))),
    );
    const claimed = answers.flatMap(({ isClaimed, intent }) => (isClaimed ? [intent.key] : []));
    expect(claimed.toSorted()).toEqual(["k0", "k1", "k2", "k3"]);
    expect(await journals[0]?.counts("p1")).toMatchObject({ open: 4 });
    for (const journal of journals) await journal.close();
  });

  test("lists actions in doubt, oldest first, by the clock of this machine, and those being sent", async () => {
    const journals = await open();
    const [journal] = journals as [Journal];
    const [first, , second] = keys as [string, string, string];
    for (const key of [first, second]) {
      await journal.claim({ key, plan: "p1", seen } as unknown as Intent);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const doubts = await journal.doubts();
    expect(doubts.map(({ key }) => key)).toEqual([first, second]);
    for (const entry of doubts) {
      expect(Math.abs(Date.now() - entry.at)).toBeLessThan(2000);
      for (const each of journals) expect(await each.isBeingSent(entry)).toBe(true);
      expect(await journal.isBeingSent({ ...entry, at: entry.at - 200_000 })).toBe(false);
    }
    await journal.settle({ key: first, ending: "applied" });
    expect(await journal.isBeingSent((await journal.entry(first)) as Entry)).toBe(false);
    for (const journal of journals) await journal.close();
  });

  test("accepts nothing more once it is closed", async () => {
    const [journal, ...others] = await open();
    for (const each of [journal, ...others]) await each?.close();
    if (count > 1) await expect(journal?.claim({ key: "k" } as Intent)).rejects.toMatchObject({ code: "invalid-journal" });
  });
});
