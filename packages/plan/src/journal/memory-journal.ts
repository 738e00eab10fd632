import type { Target } from "./action.ts";
import type { Journal } from "./journal.ts";
import { type Fact, newLedger } from "./ledger.ts";

/** A journal that is gone with the process: for tests, and for a single process that shares nothing. After a crash nobody knows what was sent. */
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
      if (write({ type: "intent", ...intent })) return { isClaimed: true };
      const entry = ledger.entries.get(intent.key);
      if (entry === undefined) throw new TypeError("An intent that did not win has an entry.");
      return { isClaimed: false, entry };
    },
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
    counts: async (plan) => ledger.counts(plan),
    doubts: async () => ledger.doubts(),
    async close() {},
  };
}
