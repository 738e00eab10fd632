import { loadPlan } from "@aom-workflow/plan/node";
import { expect, test } from "vitest";
import { wayOn } from "../src/plans/approval.ts";
import { type AgentOptions, type Loose, planned, world } from "./world.ts";

const allow = ["restart"] as const;

/** What `wayOn` says: by what `apply_plan` would do, with an agent that may do everything, and with one that may not apply this plan. */
test.for([
  [{ kind: "ask" }, { agent: "apply" }, { user: "apply" }],
  [{ kind: "approve" }, { agent: "apply" }, { user: "apply" }],
  [{ kind: "apply", until: 1 }, { agent: "apply" }, { user: "apply" }],
  [{ kind: "terminal" }, { user: "apply" }, { user: "apply" }],
  [
    { kind: "report", state: "expired", why: "" },
    { agent: "replan", user: "apply" },
    { agent: "replan", user: "apply" },
  ],
  [{ kind: "report", state: "held", why: "" }, { user: "release" }, { user: "release" }],
  [{ kind: "report", state: "closed", why: "" }, {}, {}],
] as const)("%j is continued by whoever can", ([step, withPowers, without]) => {
  const flags = [true, false];
  for (const mayPlan of flags)
    for (const mayApply of flags)
      for (const fits of flags)
        for (const left of [0, 1]) {
          const way = mayApply && fits ? withPowers : without;
          const { agent, ...user } = way as { agent?: string };
          const expected = left === 0 ? {} : agent === "replan" && !mayPlan ? user : way;
          expect(wayOn(step, { left, mayPlan, mayApply, fits })).toEqual(expected);
        }
});

const sessions: readonly (readonly [name: string, options: AgentOptions])[] = [
  ["that asks its user", { allow, user: "accept" }],
  ["that cannot ask", { allow }],
  ["whose plans a person applies", { allow, user: "accept", approve: "terminal" }],
  ["that asks nobody", { allow, approve: "never" }],
  ["that only reads", { user: "accept" }],
  ["that may do something else", { allow: ["skip"], user: "accept" }],
  ["whose hour is used up", { allow, user: "accept", maxActions: 1 }],
];
const states = ["planned", "approved", "expired", "held", "closed"] as const;
const eraOf = (at: number) => (at % 2 === 0 ? "2025-11-25" : "2026-07-28");

test.for(sessions.flatMap(([name, options], at) => states.map((state, index) => [state, name, options, eraOf(at + index)] as const)))(
  "what get_plan proposes for a plan that is %s, in a session %s, is what apply_plan does",
  async ([state, , options, era]) => {
    const { agent, item, journal, env, sent } = await world(1);
    const planId = await planned(await agent({ allow }), [item(0)]);
    const { digest } = (await loadPlan(planId, env)).header;
    const about = { digest, who: "alice", by: "elicit", actions: 1, expires: Date.now() + 600_000 };
    if (options.maxActions === 1) await journal.mark({ kind: "approved", plan: "other1", ...about });
    if (state === "approved") await journal.mark({ kind: "approved", plan: planId, ...about });
    if (state === "expired") await journal.mark({ kind: "approved", plan: planId, ...about, expires: Date.now() - 1 });
    if (state === "held" || state === "closed") await journal.mark({ kind: state, plan: planId, reason: "R." });
    const { call, client, questions } = await agent({ ...options, era });
    const { structuredContent: report } = await call("get_plan", { planId });
    expect(report.state).toBe(state);
    const tools = (await client.listTools()).tools.map(({ name }) => name);
    for (const { tool } of report.next) expect(tools).toContain(tool);
    const isProposed = report.next.some(({ tool }: Loose) => tool === "apply_plan");
    expect(report.next.map(({ tool }: Loose) => tool)).not.toContain("get_plan");
    // If the agent cannot, the user can, unless the plan is closed.
    expect(typeof report.command === "string" && report.evidence.endsWith(report.command)).toBe(!isProposed && state !== "closed");
    expect("availableAt" in report).toBe(options.maxActions === 1 && state === "planned");
    if (!tools.includes("apply_plan")) return expect(isProposed).toBe(false);
    const { structuredContent: applied } = await call("apply_plan", { planId });
    expect([applied.outcome, sent()]).toEqual(isProposed ? ["applied", ["e0"]] : ["not-sent", []]);
    if (isProposed) return expect(applied.next).toEqual([]);
    expect([applied.next, applied.command, questions]).toEqual([report.next, report.command, []]);
  },
);

test.for(sessions.filter(([, { allow: may }]) => may?.[0] === "restart"))(
  "what plan_actions proposes in a session %s is what get_plan does",
  async ([, options]) => {
    const { agent, item, journal } = await world(1);
    const about = { digest: "d", who: "alice", by: "elicit", actions: 1, expires: Date.now() + 600_000 };
    if (options.maxActions === 1) await journal.mark({ kind: "approved", plan: "other1", ...about });
    const { call } = await agent(options);
    const { structuredContent: made } = await call("plan_actions", { actions: [item(0)], reason: "r" });
    const { structuredContent: report } = await call("get_plan", { planId: made.planId });
    expect([made.next, made.command, made.availableAt]).toEqual([report.next, report.command, report.availableAt]);
  },
);
