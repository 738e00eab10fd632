import type { StoppedExecution, StoppedExecutionsOptions } from "@aom-workflow/client";
import { causeOf, type GroupKey, groupStopped, type SortKey, type StoppedGroup, stoppedOrders } from "@aom-workflow/client/executions";
import { redactorFor } from "@aom-workflow/client/internal";
import { localTime, stateColumn, timeColumn, zoneOf } from "../../output/text/cells.ts";
import { oneLine } from "../../output/text/printable.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import { UsageError } from "../../output/usage-error.ts";
import { sinceOf } from "../../parse/times.ts";
import type { Options } from "../../parse/tokens.ts";
import type { Environment } from "../../surface/environment.ts";
import type { CommandBody } from "../context.ts";
import { hostsDocument, hostText } from "./failed-hosts.ts";
import { list } from "./list.ts";
import { nextCommands, pastable } from "./next-commands.ts";

type Row = StoppedExecution;

/** Lists what waits for somebody; on a terminal with the commands that could help, or counted where that would be longer than the terminal. */
export const stopped: CommandBody = (called, context) => {
  const { options } = called;
  const { isTerminal, columns, rows: lines = Number.POSITIVE_INFINITY } = context.stdout;
  const { status, node, sort, by, limit } = options as Readonly<Record<string, string | undefined>>;
  const since = sinceOf(options);
  const showsLogs = options.logs === true;
  const isCounted = by !== undefined && by !== "none";
  const { text: redact } = redactorFor({}, secretsIn(context.env));
  const groupsOf = (rows: readonly Row[]) => groupStopped(rows, isCounted ? [by as GroupKey] : ["node", "cause"], redact);
  const hostsOf = ({ failedHosts }: Row) => failedHosts.map((host) => hostText(host, showsLogs));
  const commandsOf = (row: Row) => Object.values(nextCommands(row.actions, row, options));
  const text = (rows: readonly Row[]) => {
    const mayCount = isTerminal && rows.length > lines && [by, node, limit].every((option) => option === undefined);
    const groups = isCounted || mayCount ? groupsOf(rows) : [];
    if (isCounted || (mayCount && groups.length < rows.length)) return summaryText(rows, groups, { options, columns });
    if (!isTerminal) return tableOf(wholeColumns, rows, undefined);
    const [heading = "", ...cells] = tableOf(shortColumns, rows, columns).split("\n");
    const below = (row: Row) => [row.reason, ...hostsOf(row), ...commandsOf(row)].map((line) => `  ${oneLine(line)}`);
    return [heading, ...rows.flatMap((row, index) => [cells[index] ?? "", ...below(row), ""])].join("\n").trimEnd();
  };
  /** For programs and files: all that a terminal shows, the commands last. */
  const wholeColumns: readonly Column<Row>[] = [
    ...shortColumns.slice(0, 1),
    { title: "WORKFLOW", cell: ({ workflowId }) => workflowId },
    { title: "NAME", cell: ({ workflowName = "-" }) => workflowName },
    ...shortColumns.slice(2),
    { title: "REASON", cell: ({ reason }) => reason },
    { title: "HOSTS", cell: (row) => hostsOf(row).join("; ") || "-" },
    { title: "ACTIONS", cell: (row) => commandsOf(row).join("  ") || "-" },
  ];
  return list<Row>(called, context, {
    name: "stopped",
    rows: ({ client }, { workflow }) =>
      client.stoppedExecutions({ since, status, node, workflow, signal: context.signal } as StoppedExecutionsOptions),
    item: (row) => ({
      ...row,
      cause: showsLogs || isCounted ? causeOf(row.failedHosts, redact) : undefined,
      failedHosts: hostsDocument(row.failedHosts, showsLogs),
      commands: nextCommands(row.actions, row, options),
    }),
    more: (rows) => (isCounted ? { groups: groupsOf(rows) } : {}),
    order: sort === undefined ? undefined : stoppedOrders[sort as SortKey],
    limit: limitOf(limit),
    text,
    nothing: [since, status, node, options.workflow].every((filter) => filter === undefined)
      ? "Nothing needs attention."
      : "No such executions.",
  });
};

const shortColumns: readonly Column<Row>[] = [
  timeColumn("SINCE", ({ since }) => since),
  { title: "WORKFLOW", cell: ({ workflowName, workflowId }) => workflowName ?? workflowId, isKept: true },
  { title: "EXECUTION", cell: ({ executionId }) => executionId, isKept: true },
  { title: "NODE", cell: ({ nodeId = "-" }) => nodeId },
  stateColumn((row: Row) => row),
];

/** What the environment calls a key, a token or a secret. The client takes out what it authenticates with. */
function secretsIn(env: Environment): readonly string[] {
  return Object.entries(env).flatMap(([name, value = ""]) =>
    /TOKEN|SECRET|PASSW|_[AS]K$/i.test(name) && value.length >= 8 ? [value] : [],
  );
}

/** @throws UsageError */
function limitOf(limit: string | undefined): number | undefined {
  if (limit === undefined || /^[1-9]\d{0,8}$/.test(limit)) return limit === undefined ? undefined : Number(limit);
  throw new UsageError(`--limit must be a whole number from 1; it is ${JSON.stringify(limit)}.`);
}

/** How many stopped since when, a line for each group, and the commands that list the executions. */
function summaryText(
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
