import type { Client } from "@aom-workflow/client";
import { type ExecutionIds, readState } from "@aom-workflow/client/executions";
import { type Entry, isAbout, type Journal, seenOf } from "@aom-workflow/plan";
import { shown } from "../tool/present.ts";
import type { Next } from "../tool/results.ts";

/** An action without an outcome on a stopped run. */
export interface Unended {
  /** For the row of the run. */
  readonly part: { readonly inDoubt: Begun } | { readonly beingSent: Begun };
  /** How the agent can find the outcome. */
  readonly next: readonly Next[];
}

interface Begun {
  readonly action: string;
  /** When it was started, in ISO 8601. */
  readonly since: string;
  /** Its plan; undefined for a single command. */
  readonly planId: string | undefined;
  readonly evidence: string;
  readonly untrusted?: { readonly reason: string };
}

/** Describes an entry of the journal that has no outcome. @param who whose agent it is: it can only read its own plans */
export async function describeUnended(
  entry: Entry,
  { journal, who }: { readonly journal: Journal; readonly who: string },
): Promise<Unended> {
  const { key, intent, plan: planId, at, settlement } = entry;
  const action = intent?.action ?? key.split("/")[3] ?? "";
  const since = new Date(at).toISOString();
  const isOwn = planId !== undefined && intent?.who === who;
  const next: readonly Next[] = isOwn ? [{ tool: "get_plan", arguments: { planId }, why: "to find the outcome of the action" }] : [];
  if (await journal.isBeingSent(entry))
    return { part: { beingSent: { action, since, planId, evidence: `${action} is being sent now.` } }, next };
  const evidence = `${action} may already have been done: it was started, and its outcome is unknown.`;
  const reason = settlement?.reason;
  const untrusted = reason === undefined ? undefined : { reason: shown(reason, 300) };
  return { part: { inDoubt: { action, since, planId, evidence, ...(untrusted && { untrusted }) } }, next };
}

/**
 * Finds the entry without an outcome for the run at which a node stopped. If the journal has one for the node, the execution is read to compare the
 * runs; if it cannot be read, any run counts.
 *
 * @param doubts the entries without an outcome
 */
export async function findUnended(
  doubts: readonly Entry[],
  ids: ExecutionIds & { readonly nodeId: string },
  client: Client,
  signal: AbortSignal,
): Promise<Entry | undefined> {
  const begun = doubts.filter(({ key }) => isAbout(key, ids));
  if (begun.length === 0) return undefined;
  const reading = await readState(client, ids, { signal });
  const seen = reading.ok ? seenOf(reading.state, ids.nodeId) : undefined;
  return begun.find(({ key }) => isAbout(key, ids, seen));
}
