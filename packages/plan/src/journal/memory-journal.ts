import type { Target } from "./action.ts";
import { type Journal, longestCallMs } from "./journal.ts";
import { type Fact, newLedger } from "./ledger.ts";

/** A journal in memory, for tests and for a single process. After a crash, it is unknown what was sent. */
export function memoryJournal(target: Target, id = "memory"): Journal {
  const ledger = newLedger();
  const session = "memory";
  const write = (fact: Fact) => ledger.add(fact, { session, at: Date.now() });
  return {
    id,
    target,
    session,
    entry: async (key) => ledger.entries.get(key),
    async claim(intent) {
      const entry = ledger.inTheWay(intent);
      if (entry !== undefined) return { isClaimed: false, entry };
      write({ type: "intent", ...intent });
      return { isClaimed: true };
    },
    isBeingSent: async ({ state, at }) => state === "open" && Date.now() - at <= longestCallMs,
    async settle(settlement) {
      write({ type: "settled", ...settlement });
    },
    async watched(watched) {
      write({ type: "watched", ...watched });
    },
    async mark(mark) {
      write({ type: "mark", ...mark });
    },
    planMark: async (plan) => ledger.planMark(plan),
    approvals: async (since) => ledger.approvals(since),
    counts: async (plan) => ledger.counts(plan),
    doubts: async () => ledger.doubts(),
    async close() {},
  };
}
