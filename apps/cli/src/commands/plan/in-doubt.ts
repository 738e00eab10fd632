import { type ExecutionState, readBefore } from "@aom-workflow/client/executions";
import { isAbout, isPlanError, seenOf } from "@aom-workflow/plan";
import { localTime } from "../../output/text/cells.ts";
import { oneLine } from "../../output/text/printable.ts";
import { type CallPlan, checksState } from "../call/plan-call.ts";
import { type Session, withClient } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";
import { targetOf } from "./place.ts";
import { namedPlace, storeOf } from "./store.ts";

/** What is known of an execution before an action on one of its nodes. */
export interface Known {
  readonly projectId?: string | undefined;
  /** The execution as it was read. */
  readonly state?: ExecutionState | undefined;
  /** May it be read, where that would tell whether the same run is meant? */
  readonly mayRead: boolean;
}

/**
 * That an earlier action for the same stopped run may have been done, or is just being sent, by the journal of the target: a sentence; nothing where
 * the journal has no such action. Without a reading, what is in doubt for any run of the node counts. A journal that cannot be read is a warning.
 *
 * @throws StateError, CredentialsError where the execution has to be read and cannot be
 */
export async function doubtBefore(plan: CallPlan, known: Known, context: CommandContext): Promise<string | undefined> {
  const { settings, credentials } = plan;
  const ids = settings.input as Readonly<Record<"workflowId" | "executionId" | "nodeId", string>>;
  const ofLogin = credentials.kind === "login" ? credentials.token.projectId : undefined;
  const projectId = known.projectId ?? settings.projectId ?? ofLogin ?? context.learned.projectId;
  const begun = projectId === undefined ? undefined : await begunFor(projectId);
  if (begun?.length === 0 || (begun === undefined && !known.mayRead)) return undefined;
  const needsReading = begun === undefined || (known.state === undefined && known.mayRead && checksState(plan));
  return needsReading ? withClient(plan, context, "Reading", sentenceOf) : sentenceOf();

  async function sentenceOf(session?: Session): Promise<string | undefined> {
    const found = begun ?? (await begunFor(session?.projectId));
    if (found.length === 0) return undefined;
    const mayRead = session !== undefined && checksState(plan);
    const state = known.state ?? (mayRead ? await readBefore(session.client, ids, { signal: context.signal }) : undefined);
    const seen = state && seenOf(state, ids.nodeId);
    const entry = found.find(({ key }) => isAbout(key, ids, seen));
    if (entry === undefined) return undefined;
    const { action = "action" } = entry.intent ?? {};
    const what = `${/^[aeiou]/.test(action) ? "An" : "A"} ${action} of this ${seen === undefined ? "node" : "run"}`;
    const by = entry.plan === undefined ? "" : ` (plan ${entry.plan})`;
    return oneLine(
      entry.isBeingSent
        ? `${what} is being sent by another process${by}.`
        : `${what} is in doubt since ${localTime(new Date(entry.at))}${by}: it may have been done.`,
    );
  }

  /** What was begun for this node and has not ended. */
  async function begunFor(projectId: string | undefined) {
    try {
      const store = await storeOf(namedPlace({}, context), () => targetOf(plan, projectId, context), context);
      const { doubts, beingSent } = await store.entries();
      const begun = [
        ...beingSent.map((entry) => ({ ...entry, isBeingSent: true })),
        ...doubts.map((entry) => ({ ...entry, isBeingSent: false })),
      ];
      return begun.filter(({ key }) => isAbout(key, ids));
    } catch (error) {
      // That there is none yet is nothing to speak of.
      if (!isPlanError(error) || error.code !== "other-journal")
        context.warn(
          `Could not check the journal for an earlier action: ${oneLine(error instanceof Error ? error.message : String(error))}`,
        );
      return [];
    }
  }
}
