import { expect, test } from "vitest";
import type { Ending, Intent } from "./journal.ts";
import { newLedger } from "./ledger.ts";

const session = "s1";
const intent = (plan: string): Intent => ({
  key: "k",
  plan,
  ...{ action: "restart", workflowId: "w", executionId: "e", nodeId: "n" },
  seen: { word: "fail", nodeWord: "fail", isPause: false, onHosts: false, runs: [], readAt: undefined },
});

test.each([session, "s2"])(
  "an action that is being sent stays so if %s finds the execution changed, and no other plan can claim it",
  (other) => {
    const ledger = newLedger();
    expect(ledger.add({ type: "intent", ...intent("p1") }, { session, at: 1 })).toBe(true);
    expect(ledger.add({ type: "settled", key: "k", plan: "p2", ending: "stale" }, { session: other, at: 2 })).toBe(false);
    expect(ledger.entries.get("k")).toMatchObject({ state: "open", plan: "p1" });
    expect(ledger.add({ type: "intent", ...intent("p3") }, { session: other, at: 3 })).toBe(false);
  },
);

test("a plan is approved once and closed for good: a repeated or late answer changes nothing", () => {
  const ledger = newLedger();
  const approval = { plan: "p1", digest: "d", who: "alice", by: "elicit", actions: 3, expires: 600 };
  expect(ledger.add({ type: "mark", kind: "approved", ...approval }, { session, at: 1 })).toBe(true);
  expect(ledger.add({ type: "mark", kind: "approved", ...approval, expires: 9000 }, { session: "s2", at: 2 })).toBe(false);
  ledger.add({ type: "mark", kind: "held", plan: "p1", reason: "Too many." }, { session, at: 3 });
  expect(ledger.planMark("p1")).toMatchObject({ approved: { ...approval, at: 1 }, held: "Too many.", closed: undefined });
  ledger.add({ type: "mark", kind: "closed", plan: "p1", reason: "Declined." }, { session, at: 4 });
  ledger.add({ type: "mark", kind: "released", plan: "p1" }, { session, at: 5 });
  expect(ledger.planMark("p1")).toMatchObject({ closed: "Declined.", held: "Too many." });
  ledger.add({ type: "mark", kind: "closed", plan: "p2" }, { session, at: 6 });
  expect(ledger.add({ type: "mark", kind: "approved", ...approval, plan: "p2" }, { session, at: 7 })).toBe(false);
  expect([ledger.approvals(1), ledger.approvals(2)]).toEqual([[{ ...approval, at: 1 }], []]);
});

test("approvals are listed in the order in which they were recorded, regardless of earlier records of a plan", () => {
  const ledger = newLedger();
  const approval = { digest: "d", who: "alice", by: "elicit", actions: 3, expires: 600 };
  ledger.add({ type: "mark", kind: "held", plan: "p2" }, { session, at: 1 });
  ledger.add({ type: "mark", kind: "approved", plan: "p1", ...approval }, { session, at: 9 });
  ledger.add({ type: "mark", kind: "approved", plan: "p2", ...approval }, { session: "s2", at: 5 });
  ledger.add({ type: "mark", kind: "held", plan: "p1" }, { session, at: 10 });
  expect(ledger.approvals(0).map(({ plan }) => plan)).toEqual(["p1", "p2"]);
});

test("of two actions for the same stopped run, only the first is sent, unless it did nothing", () => {
  const ledger = newLedger();
  const origin = { session, at: 1 };
  const [restart, skip, other] = [keyOf("restart", 1), keyOf("skip", 1), keyOf("skip", 2)];
  const begins = (key: string, plan = "p") => ledger.add({ type: "intent", ...intent(plan), key }, origin);
  const ends = (key: string, ending: Ending) => ledger.add({ type: "settled", key, plan: "p", ending }, origin);
  expect(begins(restart)).toBe(true);
  expect(begins(skip)).toBe(false);
  expect(ledger.inTheWay({ key: skip, plan: "p" })).toMatchObject({ key: restart, state: "open" });
  expect(begins(other)).toBe(true);
  ends(restart, "rejected");
  expect(begins(skip)).toBe(true);
  expect(begins(restart, "p2")).toBe(false);
  ends(skip, "deferred");
  expect(begins(restart, "p2")).toBe(true);
  for (const ending of ["unknown", "resolved"] as const) {
    ends(restart, ending);
    expect(begins(skip)).toBe(false);
  }
});

test("the state that was seen is kept only for actions that may still be looked for", () => {
  const ledger = newLedger();
  const origin = { session, at: 1 };
  ledger.add({ type: "intent", ...intent("p") }, origin);
  ledger.add({ type: "settled", key: "k", ending: "unknown" }, origin);
  expect(ledger.entries.get("k")?.intent?.seen).toBeDefined();
  ledger.add({ type: "settled", key: "k", ending: "resolved" }, origin);
  expect(ledger.entries.get("k")).toMatchObject({ state: "resolved", plan: "p", intent: undefined });
});

function keyOf(action: string, generation: number): string {
  return `w/e/n/${action}/run/${generation}`;
}
