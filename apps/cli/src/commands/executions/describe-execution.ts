import type { ExecutionState, NodeState } from "@aom-workflow/client/executions";
import type { Streams } from "../../output/streams.ts";
import { localTime, stateColumn, stateText, timeColumn, tookOf } from "../../output/text/cells.ts";
import { type Marks, marksFor } from "../../output/text/marks.ts";
import { oneLine } from "../../output/text/printable.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import { hostText, type LogView } from "./failed-hosts.ts";
import { waitingLines, type withCommands } from "./next-commands.ts";

/** An execution for people: what it is, its nodes in order, what failed, what could be done. */
export function describeExecution(
  execution: ExecutionState,
  waiting: ReturnType<typeof withCommands>,
  logs: LogView,
  { env, stdout }: Pick<Streams, "env" | "stdout">,
): string {
  return [
    ...factsOf(execution).map(([name, value]) => `${name.padEnd(9)}  ${oneLine(value)}`),
    ...(execution.nodes.length === 0 ? [] : ["", tableOf(nodeColumns(marksFor(env), execution.readAt), execution.nodes, stdout.columns)]),
    ...execution.nodes.flatMap((node) => hostLines(node, logs)),
    ...waitingLines(waiting),
  ].join("\n");
}

function factsOf(execution: ExecutionState): readonly (readonly [string, string])[] {
  const { workflowId, workflowName, executionId, meaning, word, startedAt, startedBy, endedAt } = execution;
  const by = startedBy === undefined ? "" : ` by ${startedBy}`;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["execution", executionId],
    ["workflow", workflowName === undefined ? workflowId : `${workflowName} (${workflowId})`],
    ["state", stateText(meaning, word)],
    ["started", startedAt && `${localTime(startedAt)}${by}`],
    ["ended", endedAt && localTime(endedAt)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function nodeColumns(marks: Marks, now: Date | undefined): readonly Column<NodeState>[] {
  return [
    { title: "", cell: ({ meaning }) => markOf(meaning, marks), isKept: true },
    { title: "NODE", cell: ({ id }) => id, isKept: true },
    { title: "NAME", cell: ({ name = "" }) => name, isKept: true },
    stateColumn(({ meaning, word }) => ({ state: meaning === "not-begun" ? "pending" : meaning, word })),
    timeColumn("STARTED", ({ startedAt }) => startedAt),
    { title: "DURATION", cell: (node) => tookOf(node, now) },
  ];
}

function markOf(meaning: NodeState["meaning"], { pass, warn, fail }: Marks): string {
  if (meaning === "succeeded") return pass.trim();
  if (meaning === "failed") return fail.trim();
  return meaning === "paused" || meaning === "unknown" ? warn.trim() : "";
}

function hostLines({ id, failedHosts }: NodeState, logs: LogView): readonly string[] {
  return failedHosts.length === 0 ? [] : ["", `Failed hosts of ${oneLine(id)}:`, ...failedHosts.map((host) => `  ${hostText(host, logs)}`)];
}
