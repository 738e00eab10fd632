import type { StoppedExecution } from "../lists/stopped-executions.ts";
import { causeOf } from "./cause.ts";

/** What tells groups apart, besides the state. */
export type GroupKey = "node" | "workflow" | "cause";

/** What stopped alike. A property that does not tell the groups apart is undefined. */
export interface StoppedGroup {
  readonly count: number;
  readonly state: StoppedExecution["state"];
  readonly nodeId: string | undefined;
  readonly workflowId: string | undefined;
  readonly workflowName: string | undefined;
  /** As {@link causeOf} words it. */
  readonly cause: string | undefined;
  /** How many workflows there are. */
  readonly workflows: number;
}

/**
 * Counts what stopped alike, the largest group first.
 *
 * @param by what tells the groups apart
 * @param redact takes out of causes what is secret
 */
export function groupStopped(
  rows: readonly StoppedExecution[],
  by: readonly GroupKey[],
  redact?: (line: string) => string,
): readonly StoppedGroup[] {
  const groups = new Map<
    string,
    { readonly workflows: Set<string>; count: number; readonly shared: Omit<StoppedGroup, "count" | "workflows"> }
  >();
  for (const { state, nodeId, workflowId, workflowName, failedHosts } of rows) {
    const shared = {
      state,
      nodeId: by.includes("node") ? nodeId : undefined,
      workflowId: by.includes("workflow") ? workflowId : undefined,
      workflowName: by.includes("workflow") ? workflowName : undefined,
      cause: by.includes("cause") ? causeOf(failedHosts, redact) : undefined,
    };
    const key = JSON.stringify(shared);
    const group = groups.get(key) ?? { workflows: new Set(), count: 0, shared };
    groups.set(key, group);
    group.workflows.add(workflowId);
    group.count++;
  }
  return [...groups.values()]
    .map(({ shared, count, workflows }) => ({ count, ...shared, workflows: workflows.size }))
    .toSorted((one, other) => other.count - one.count);
}

/** What executions that stopped are sorted by. */
export type SortKey = "since" | "workflow" | "node" | "state";

const byText = (textOf: (row: StoppedExecution) => string | undefined) => (one: StoppedExecution, other: StoppedExecution) =>
  (textOf(one) ?? "").localeCompare(textOf(other) ?? "");

/** The orders in which what stopped can be sorted; times the latest first. */
export const stoppedOrders: Readonly<Record<SortKey, (one: StoppedExecution, other: StoppedExecution) => number>> = {
  since: (one, other) => (other.since?.getTime() ?? 0) - (one.since?.getTime() ?? 0),
  workflow: byText(({ workflowName, workflowId }) => workflowName ?? workflowId),
  node: byText(({ nodeId }) => nodeId),
  state: byText(({ state }) => state),
};
