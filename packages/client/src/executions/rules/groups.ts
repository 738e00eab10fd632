import type { StoppedExecution } from "../lists/stopped-executions.ts";
import { causesOf } from "./cause.ts";

/** What distinguishes groups, besides the state. */
export type GroupKey = "node" | "workflow" | "cause";

/** Executions that stopped alike. A property that differs within the group is undefined. */
export interface StoppedGroup {
  /** How many executions there are. */
  readonly count: number;
  /** At how many nodes they stopped: more if an execution stopped at several. */
  readonly nodes: number;
  readonly state: StoppedExecution["state"];
  readonly nodeId: string | undefined;
  readonly workflowId: string | undefined;
  readonly workflowName: string | undefined;
  /** As {@link causesOf} words it. */
  readonly cause: string | undefined;
  /** How many workflows there are. */
  readonly workflows: number;
}

/**
 * Counts what stopped alike, the largest group first.
 *
 * @param by what distinguishes the groups, besides the state
 * @param redact takes out of causes what is secret
 */
export function groupStopped(
  rows: readonly StoppedExecution[],
  by: readonly GroupKey[],
  redact?: (line: string) => string,
): readonly StoppedGroup[] {
  const causes = causesOf(rows, redact);
  const groups = new Map<string, StoppedExecution[]>();
  for (const row of rows) {
    const own = { node: row.nodeId, workflow: row.workflowId, cause: causes.get(row) };
    const key = JSON.stringify([row.state, ...by.map((each) => own[each] ?? null)]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map(groupOf).toSorted((one, other) => other.count - one.count);

  function groupOf(members: readonly StoppedExecution[]): StoppedGroup {
    return {
      count: executionsIn(members),
      nodes: members.length,
      state: members[0]!.state,
      nodeId: shared(members.map(({ nodeId }) => nodeId)),
      workflowId: shared(members.map(({ workflowId }) => workflowId)),
      workflowName: shared(members.map(({ workflowName }) => workflowName)),
      cause: shared(members.map((row) => causes.get(row))),
      workflows: new Set(members.map(({ workflowId }) => workflowId)).size,
    };
  }
}

/** How many executions rows are of, since each has one for every node that waits. */
export function executionsIn(rows: readonly StoppedExecution[]): number {
  return new Set(rows.map(({ workflowId, executionId }) => JSON.stringify([workflowId, executionId]))).size;
}

/** The shortest selection that picks this group among the others: first the keys that distinguish them, then the state. */
export function choiceOf(
  group: StoppedGroup,
  groups: readonly StoppedGroup[],
  by: readonly GroupKey[],
): Readonly<Partial<Record<GroupKey | "status", string>>> {
  const fields = { node: "nodeId", workflow: "workflowId", cause: "cause", status: "state" } as const;
  const keys = [...by, "status" as const].filter((key) => group[fields[key]] !== undefined);
  const chosen = (length: number) =>
    groups.filter((each) => keys.slice(0, length).every((key) => each[fields[key]] === group[fields[key]]));
  const enough = keys.findIndex((_, index) => chosen(index + 1).length === 1);
  return Object.fromEntries(keys.slice(0, enough < 0 ? keys.length : enough + 1).map((key) => [key, group[fields[key]]]));
}

function shared<Value>([first, ...others]: readonly Value[]): Value | undefined {
  return others.every((other) => other === first) ? first : undefined;
}

/** The orders in which stopped executions can be listed. */
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
