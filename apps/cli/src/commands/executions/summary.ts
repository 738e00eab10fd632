import type { StoppedExecution } from "@aom-workflow/client";
import type { StoppedGroup } from "@aom-workflow/client/executions";
import { localTime, zoneOf } from "../../output/text/local-time.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import type { Options } from "../../parse/invocation.ts";
import { pastable } from "./next-commands.ts";

/** How many stopped since when, a line for each group, and the commands that list the executions. */
export function summaryText(
  rows: readonly StoppedExecution[],
  groups: readonly StoppedGroup[],
  { options, columns }: { readonly options: Options; readonly columns: number | undefined },
): string {
  const oldest = rows.reduce((so, { since }) => Math.min(so, since?.getTime() ?? so), Number.POSITIVE_INFINITY);
  const [, ...lines] = tableOf(groupColumns(groups), groups, columns).split("\n");
  const { since, status, workflow, node } = options;
  const [{ nodeId, workflowId } = {}] = groups;
  const commands = [nodeId && { node: nodeId }, workflowId && { workflow: workflowId }, { by: "none" }].flatMap((more) => {
    const given = Object.entries({ since, status, workflow, node, ...more }).filter(([, value]) => value !== undefined);
    const command = more && pastable("stopped", Object.fromEntries(given) as Record<string, string>, options);
    return command ? `  ${command}` : [];
  });
  return [`${rows.length} stopped${timeText(oldest)}`, ...lines, "To list them:", ...commands].join("\n");
}

/** All are kept, so that the cause, which is the widest, is cut first. */
function groupColumns(groups: readonly StoppedGroup[]): readonly Column<StoppedGroup>[] {
  const width = String(groups[0]?.count).length;
  const cells: readonly Column<StoppedGroup>["cell"][] = [
    ({ count }) => String(count).padStart(width),
    ({ nodeId, workflowId, workflowName = workflowId, state }) => `${nodeId ?? workflowName ?? ""} ${state}`.trim(),
    ({ workflows, workflowId }) => (workflowId ? "" : `${workflows} workflow${workflows === 1 ? "" : "s"}`),
    ({ cause = "" }) => cause,
  ];
  return cells.map((cell) => ({ title: "", cell, isKept: true }));
}

/** Only the time of day, where that is today. */
function timeText(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return "";
  const [time, now] = [new Date(milliseconds), new Date()];
  const text = localTime(time).slice(0, 16);
  return ` since ${text.startsWith(localTime(now).slice(0, 10)) ? text.slice(11) : text} (${zoneOf(time)})`;
}
