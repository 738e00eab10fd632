import type { Approval, Plan, PlanMark } from "@aom-workflow/plan";
import type { Approve } from "./policy.ts";
import { shown } from "./present.ts";

/** How long a plan may be applied after its approval, and a question be answered, in milliseconds. */
export const approvalMs = 10 * 60_000;

/** What the person answered, as the client says. */
export type Answer = "accept" | "decline" | "cancel" | "missing";

/** What may be done with a plan now. */
export type Step =
  | { readonly kind: "apply"; readonly until: number }
  /** Ask the person. */
  | { readonly kind: "ask" }
  /** The client cannot ask, or may not: a person applies it in a terminal. */
  | { readonly kind: "terminal" }
  /** Record the approval, then look again. */
  | { readonly kind: "approve" }
  /** Record that it is closed. */
  | { readonly kind: "close"; readonly reason: string }
  /** Nothing is sent any more: say how it stands. */
  | { readonly kind: "report"; readonly state: "closed" | "expired" | "held"; readonly why: string };

/** What to do with a plan that the agent wants applied. Whatever is not certain ends without a request. */
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
  /** `missing` also for one whose state is forged, of another plan, or too old. */
  readonly answer: Answer;
  readonly now: number;
}): Step {
  const { approved, closed, held } = mark;
  if (closed !== undefined) return { kind: "report", state: "closed", why: closed };
  // Also of a plan that was approved elsewhere meanwhile: whoever says no is heard.
  if (answer === "decline") return { kind: "close", reason: "Declined by the user." };
  if (answer === "cancel") return { kind: "close", reason: "The user dismissed the question." };
  if (approved !== undefined && now >= approved.expires)
    return { kind: "report", state: "expired", why: "Its approval has expired, so nothing more is sent." };
  if (held !== undefined) return { kind: "report", state: "held", why: "It is held: a person has to look at it first." };
  if (approved !== undefined) return { kind: "apply", until: approved.expires };
  if (approve === "never") return { kind: "approve" };
  if (approve === "terminal" || !canAsk) return { kind: "terminal" };
  return answer === "accept" ? { kind: "approve" } : { kind: "ask" };
}

/** How many actions agents had approved in the time that these approvals are of. */
export function approvedActions(approvals: readonly Approval[], who: string): number {
  return approvals.reduce((sum, approval) => sum + (approval.who === who ? approval.actions : 0), 0);
}

/** In milliseconds. */
export const hourMs = 3_600_000;

/** When so many actions more fit into the limit of an hour, in milliseconds since 1970; nothing where they fit now. */
export function freeAt({
  used,
  who,
  actions,
  most,
}: {
  readonly used: readonly Approval[];
  readonly who: string;
  readonly actions: number;
  readonly most: number;
}): number | undefined {
  let over = approvedActions(used, who) + actions - most;
  if (over <= 0) return undefined;
  const own = used.filter((approval) => approval.who === who).toSorted((one, other) => one.at - other.at);
  // The oldest ones leave the hour first.
  const last = own.find((approval) => {
    over -= approval.actions;
    return over <= 0;
  });
  return last && last.at + hourMs;
}

const mostShown = 20;

/** What the person is asked: counts, ids and the place, and no word that was read or that the agent wrote. */
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

/** Quoted, so that an id that reads like a sentence is seen to be one. */
function id(text: string): string {
  return JSON.stringify(shown(text, 64));
}
