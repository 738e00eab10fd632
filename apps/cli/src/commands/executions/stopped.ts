import type { StoppedExecution, StoppedExecutionsOptions } from "@aom-workflow/client";
import {
  causeOf,
  choiceOf,
  executionsIn,
  type GroupKey,
  groupStopped,
  hasCause,
  looksLikeId,
  type SortKey,
  type StoppedGroup,
  stoppedOrders,
} from "@aom-workflow/client/executions";
import { localTime, stateColumn, timeColumn, zoneOf } from "../../output/text/cells.ts";
import { oneLine } from "../../output/text/printable.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import { numberOf } from "../../parse/check-options.ts";
import { sinceOf } from "../../parse/times.ts";
import type { Options } from "../../parse/tokens.ts";
import type { CommandBody } from "../context.ts";
import { hostsDocument, hostText, logView } from "./failed-hosts.ts";
import { checkIds, workflowsNamed } from "./find.ts";
import { list } from "./list.ts";
import { nextCommands, pastable } from "./next-commands.ts";

type Row = StoppedExecution;

/** Lists what waits for somebody; on a terminal with the commands that could help, or counted where that would be longer than the terminal. */
export const stopped: CommandBody = (called, context) => {
  const { options } = called;
  const { isTerminal, columns, rows: lines = Number.POSITIVE_INFINITY } = context.stdout;
  const { workflow, status, node, cause, sort, by, limit, output } = options as Readonly<Record<string, string | undefined>>;
  checkIds({ workflow });
  const since = sinceOf(options);
  const logs = logView(options.logs, context.env);
  const isCounted = by !== undefined && by !== "none";
  const keys: readonly GroupKey[] = isCounted ? [by as GroupKey] : ["node", "cause"];
  const groupsOf = (rows: readonly Row[]) => groupStopped(rows, keys, logs.redact);
  const hostsOf = ({ failedHosts }: Row) => failedHosts.map((host) => hostText(host, logs));
  const most = numberOf("limit", options, [1, 999_999_999]);
  const causeOfRow = ({ failedHosts }: Row) => causeOf(failedHosts, logs.redact);
  const commandsOf = (row: Row) => Object.values(nextCommands(row.actions, row, options));
  const text = (rows: readonly Row[]) => {
    const mayCount = isTerminal && rows.length > lines && [by, node, cause, limit].every((option) => option === undefined);
    const groups = isCounted || mayCount ? groupsOf(rows) : [];
    if (isCounted || (mayCount && groups.length < rows.length)) return summaryText(rows, groups, keys, { options, columns });
    if (!isTerminal) return tableOf(wholeColumns, rows, undefined);
    const [heading = "", ...cells] = tableOf(shortColumns, rows, columns).split("\n");
    const below = (row: Row) => [row.reason, ...hostsOf(row), ...commandsOf(row)].map((line) => `  ${oneLine(line)}`);
    return [heading, ...rows.flatMap((row, index) => [cells[index] ?? "", ...below(row), ""])].join("\n").trimEnd();
  };
  /** For programs and files: all that a terminal shows, the commands last. */
  const wholeColumns: readonly Column<Row>[] = [
    ...shortColumns.slice(0, 1),
    { title: "WORKFLOW", cell: ({ workflowName = "-" }) => workflowName },
    { title: "WORKFLOW ID", cell: ({ workflowId }) => workflowId },
    ...shortColumns.slice(2),
    { title: "REASON", cell: ({ reason }) => reason },
    { title: "HOSTS", cell: (row) => hostsOf(row).join("; ") || "-" },
    { title: "ACTIONS", cell: (row) => commandsOf(row).join("  ") || "-" },
  ];
  // One name may be that of several workflows: what only reads takes them all.
  return list<Row>({ ...called, options: { ...options, workflow: undefined } }, context, {
    name: "stopped",
    async *rows(session) {
      const { signal } = context;
      const isId = workflow === undefined || looksLikeId(workflow);
      const ids = isId ? [workflow] : (await workflowsNamed(workflow, session, signal)).map(({ id }) => id);
      for (const id of ids) {
        const all = session.client.stoppedExecutions({ since, status, node, workflow: id, signal } as StoppedExecutionsOptions);
        for await (const row of all) if (cause === undefined || row.error !== undefined || hasCause(cause, causeOfRow(row))) yield row;
      }
    },
    item: (row) => ({
      ...row,
      cause: causeOfRow(row),
      failedHosts: hostsDocument(row.failedHosts, logs.showsLogs),
      commands: nextCommands(row.actions, row, options),
    }),
    more: (rows) => (isCounted ? { groups: groupsOf(rows) } : {}),
    order:
      sort === undefined && output === "jsonl"
        ? undefined
        : stoppedOrders[sort === undefined || sort === "stopped" ? "since" : (sort as SortKey)],
    limit: isCounted && !context.json ? undefined : most,
    text,
    nothing: [since, status, node, cause, workflow].every((filter) => filter === undefined)
      ? "Nothing needs attention."
      : "No stopped execution matches these filters.",
  });
};

/** What the line below says too, the state, is left out first. */
const shortColumns: readonly Column<Row>[] = [
  { ...timeColumn<Row>("STOPPED", ({ since }) => since), isKept: "whole" },
  { title: "WORKFLOW", cell: ({ workflowName, workflowId }) => workflowName ?? workflowId, isKept: true },
  { title: "EXECUTION", cell: ({ executionId }) => executionId, isKept: "whole" },
  { title: "NODE", cell: ({ nodeId = "-" }) => nodeId, isKept: true },
  { ...stateColumn((row: Row) => row), isKept: false },
];

/** How many stopped, the first when, a line for each group, and the commands that list the executions. @param by what tells the groups apart */
function summaryText(
  rows: readonly StoppedExecution[],
  groups: readonly StoppedGroup[],
  by: readonly GroupKey[],
  { options, columns }: { readonly options: Options; readonly columns: number | undefined },
): string {
  const oldest = rows.reduce((so, { since }) => Math.min(so, since?.getTime() ?? so), Number.POSITIVE_INFINITY);
  const { since, status, workflow, node, cause, sort, limit } = options;
  const shown = groups.slice(0, limit === undefined ? undefined : Number(limit));
  const [, ...lines] = tableOf(groupColumns(shown, by), shown, columns).split("\n");
  const commands = [...shown.slice(0, 5).map((group) => choiceOf(group, groups, by)), {}].flatMap((choice) => {
    const given = Object.entries({ since, status, workflow, node, cause, sort, limit, ...choice });
    const flags = Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
    const command = pastable("stopped", "node" in choice || "cause" in choice ? flags : { ...flags, by: "none" }, options);
    return command ? `  ${command}` : [];
  });
  const [executions, nodes] = [executionsIn(rows), rows.length];
  const counts = `${counted(executions, "execution")}${nodes === executions ? "" : `, ${counted(nodes, "node")}`}`;
  const rest = shown.length < groups.length ? [`Showing ${shown.length} of ${groups.length}.`] : [];
  return [`${counts} stopped${timeText(oldest)}`, ...lines, ...rest, "To list them:", ...commands].join("\n");
}

/** All are kept, so that the cause, which is the widest, is cut first. */
function groupColumns(groups: readonly StoppedGroup[], by: readonly GroupKey[]): readonly Column<StoppedGroup>[] {
  const width = String(groups[0]?.count).length;
  const byWorkflow = by.includes("workflow");
  const nameOf = ({ workflowId, workflowName = workflowId, workflows }: StoppedGroup) =>
    workflows === 1 ? workflowName : counted(workflows, "workflow");
  const cells: readonly Column<StoppedGroup>["cell"][] = [
    ({ count }) => String(count).padStart(width),
    (group) => `${(byWorkflow ? nameOf(group) : group.nodeId) ?? ""} ${group.state}`.trim(),
    (group) => {
      const where = byWorkflow ? group.nodeId : nameOf(group);
      return [where, group.nodes !== group.count && counted(group.nodes, "node")].filter(Boolean).join(", ");
    },
    ({ cause = "" }) => cause,
  ];
  return cells.map((cell) => ({ title: "", cell, isKept: true }));
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** Only the time of day, where that is today. */
function timeText(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return "";
  const [time, now] = [new Date(milliseconds), new Date()];
  const text = localTime(time).slice(0, 16);
  return `, the first at ${text.startsWith(localTime(now).slice(0, 10)) ? text.slice(11) : text} (${zoneOf(time)})`;
}
