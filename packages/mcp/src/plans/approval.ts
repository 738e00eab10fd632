import type { Plan, PlanMark } from "@aom-workflow/plan";
import type { Approve } from "../tool/policy.ts";
import { shown } from "../tool/present.ts";

/** How long an approval, and a question, is valid, in milliseconds. */
export const approvalMs = 10 * 60_000;

/** What the user answered, as reported by the client. */
export type Answer = "accept" | "decline" | "cancel" | "missing";

/** What to do with a plan now. */
export type Step =
  | { readonly kind: "apply"; readonly until: number }
  /** Ask the user. */
  | { readonly kind: "ask" }
  /** The client cannot ask, or may not: the user applies it in a terminal. */
  | { readonly kind: "terminal" }
  /** Record the approval, then check again. */
  | { readonly kind: "approve" }
  /** Record that it is closed. */
  | { readonly kind: "close"; readonly reason: string }
  /** Nothing more is sent: report the state. */
  | { readonly kind: "report"; readonly state: "closed" | "expired" | "held"; readonly why: string };

/** What to do with a plan that the agent wants applied. If in doubt, nothing is sent. */
export function nextStep({
  mark,
  approve,
  canAsk,
  answer,
  now,
}: {
  readonly mark: PlanMark;
  readonly approve: Approve;
  readonly canAsk: boolean;
  /** `missing` also if its state is forged, of another plan, or too old. */
  readonly answer: Answer;
  readonly now: number;
}): Step {
  const { approved, closed, held } = mark;
  if (closed !== undefined) return { kind: "report", state: "closed", why: closed };
  // Even if it was approved elsewhere in the meantime: a no always counts.
  if (answer === "decline") return { kind: "close", reason: "Declined by the user." };
  if (answer === "cancel") return { kind: "close", reason: "The user dismissed the question." };
  if (approved !== undefined && now >= approved.expires)
    return { kind: "report", state: "expired", why: "Its approval has expired, so nothing more is sent." };
  if (held !== undefined) return { kind: "report", state: "held", why: "It is held until the user has looked at it and released it." };
  if (approved !== undefined) return { kind: "apply", until: approved.expires };
  if (approve === "never") return { kind: "approve" };
  if (approve === "terminal" || !canAsk) return { kind: "terminal" };
  return answer === "accept" ? { kind: "approve" } : { kind: "ask" };
}

/** Who can continue a plan, and how; an empty object if nobody can, or nothing is left. */
export interface Way {
  /** The agent, in this session: `apply_plan` would not refuse it, or a new plan can have the rest. */
  readonly agent?: "apply" | "replan";
  /** The user, in a terminal. */
  readonly user?: "apply" | "release";
}

/**
 * How a plan can be continued. What is proposed to the agent is what it can do in this session.
 *
 * @param step what `apply_plan` would do
 * @param powers of the session: whether it has `plan_actions`, whether its policy and tools allow applying this plan, and whether the plan fits in the hour
 */
export function wayOn(
  step: Step,
  { left, mayPlan, mayApply, fits }: { readonly left: number } & Readonly<Record<"mayPlan" | "mayApply" | "fits", boolean>>,
): Way {
  if (left === 0) return {};
  switch (step.kind) {
    case "report":
      if (step.state === "closed") return {};
      if (step.state === "held") return { user: "release" };
      return mayPlan ? { agent: "replan", user: "apply" } : { user: "apply" };
    case "ask":
    case "approve":
    case "apply":
      return mayApply && fits ? { agent: "apply" } : { user: "apply" };
    default:
      return { user: "apply" };
  }
}

const mostShown = 20;

/** The question to the user: counts, ids and the target, without any text that was read or that the agent wrote. */
export function questionOf({ header, actions }: Plan): string {
  const counts = new Map<string, number>();
  for (const { action } of actions) counts.set(action, (counts.get(action) ?? 0) + 1);
  const lines = actions
    .slice(0, mostShown)
    .map(
      ({ action, workflowId, executionId, nodeId }) =>
        `${action} ${id(nodeId)} of execution ${id(executionId)}, workflow ${id(workflowId)}`,
    );
  return [
    `Apply plan ${header.id}? ${[...counts].map(([action, count]) => `${action}: ${count}`).join(", ")}.`,
    `At ${shown(header.endpoint)}, project ${shown(header.projectId)}.`,
    ...lines,
    ...(actions.length > mostShown ? [`and ${actions.length - mostShown} more`] : []),
  ].join("\n");
}

/** Quoted, so that an id that reads like a sentence is recognised as an id. */
function id(text: string): string {
  return JSON.stringify(shown(text, 64));
}
