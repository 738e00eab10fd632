import { expect, test } from "vitest";
import type { Intent } from "./journal.ts";
import { newLedger } from "./ledger.ts";

const session = "s1";
const intent = (plan: string): Intent => ({
  key: "k",
  plan,
  ...{ action: "restart", workflowId: "w", executionId: "e", nodeId: "n" },
  seen: { word: "fail", nodeWord: "fail", isPause: false, onHosts: false, runs: [], readAt: undefined },
});

test.each([session, "s2"])(
  "what is being sent is not hidden by %s, which found the execution changed, and cannot be claimed by another plan",
  (other) => {
    const ledger = newLedger();
    expect(ledger.add({ type: "intent", ...intent("p1") }, { session, at: 1 })).toBe(true);
    expect(ledger.add({ type: "settled", key: "k", plan: "p2", ending: "stale" }, { session: other, at: 2 })).toBe(false);
    expect(ledger.entries.get("k")).toMatchObject({ state: "open", plan: "p1" });
    expect(ledger.add({ type: "intent", ...intent("p3") }, { session: other, at: 3 })).toBe(false);
  },
);
