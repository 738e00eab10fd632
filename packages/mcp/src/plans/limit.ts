import type { Approval, Journal } from "@aom-workflow/plan";
import type { Policy } from "../tool/policy.ts";

const hourMs = 3_600_000;

/** What counts against the hourly limit of actions. */
export interface Usage {
  /** Approvals of the user in that hour, the oldest first. */
  readonly used: readonly Approval[];
  /** How many actions they have. */
  readonly count: number;
}

/**
 * The approvals before that of a plan, or all if it has none. They are in the order in which they were recorded: of two plans that are approved at once,
 * every server sees the same one first, and only that one fits. A plan that was closed before anything of it was sent does not count.
 *
 * @param own the approval of the plan
 */
export async function usageBefore(own: Approval | undefined, who: string, journal: Journal): Promise<Usage> {
  const used: Approval[] = [];
  for (const approval of await journal.approvals((own?.at ?? Date.now()) - hourMs)) {
    if (approval.plan === own?.plan) break;
    if (approval.who === who && !(await isWithdrawn(approval.plan, journal))) used.push(approval);
  }
  return { used, count: used.reduce((sum, { actions }) => sum + actions, 0) };
}

async function isWithdrawn(plan: string, journal: Journal): Promise<boolean> {
  if ((await journal.planMark(plan)).closed === undefined) return false;
  const { applied, rejected, unknown, open } = await journal.counts(plan);
  return applied + rejected + unknown + open === 0;
}

/** When this many more actions fit into the limit, in milliseconds since 1970; undefined if they fit now. */
export function freeAt({ used, count }: Usage, actions: number, { maxActions }: Pick<Policy, "maxActions">): number | undefined {
  let over = count + actions - maxActions;
  if (over <= 0) return undefined;
  // The oldest ones leave the hour first.
  const last = used.find((approval) => {
    over -= approval.actions;
    return over <= 0;
  });
  return last && last.at + hourMs;
}

/** Tells the agent that a plan exceeds the limit. @param free when it fits; undefined if its approval expires before that */
export function limitNotice({ count }: Usage, free: number | undefined, command: string, { maxActions }: Pick<Policy, "maxActions">) {
  const availableAt = free === undefined ? undefined : new Date(free).toISOString();
  const fits = availableAt === undefined ? "The user" : `This plan fits from ${availableAt} on; the user`;
  return {
    sentence: `${count} of ${maxActions} actions an hour are used. ${fits} can apply it now in a terminal: ${command}`,
    ...{ availableAt, command },
  };
}
