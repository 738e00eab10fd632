import type { StoppedExecution, StoppedExecutionsOptions, UnreadExecution } from "@aom-workflow/client";
import type { Report } from "../../output/report.ts";
import { localMinute, localTime, zoneOf } from "../../output/text/local-time.ts";
import { oneLine } from "../../output/text/printable.ts";
import { stateText } from "../../output/text/state-text.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import type { CommandBody } from "../context.ts";
import { clockWarning } from "./clock-warning.ts";
import { hostsDocument, hostText } from "./failed-hosts.ts";
import { withIds } from "./find.ts";
import { nextCommands } from "./next-commands.ts";
import { reading } from "./reading.ts";
import { sinceOf } from "./since-option.ts";
import { listedAs, noRows, unreadDocument, unreadText } from "./unread.ts";

/** Lists what waits for somebody; on a terminal with the command for each thing that could be done. */
export const stopped: CommandBody = async (called, context) => {
  const { options } = await withIds(called, context);
  const since = sinceOf(options);
  const status = options.status as StoppedExecutionsOptions["status"];
  const workflow = options.workflow === undefined ? undefined : String(options.workflow);
  const rows: StoppedExecution[] = [];
  const unread: UnreadExecution[] = [];
  const { place, isWhole } = await reading("stopped", [], { options, context }, async ({ client, projectId, plan, isWhole }) => {
    for await (const row of client.stoppedExecutions({ since, status, workflow, signal: context.signal })) {
      if (row.error === undefined) rows.push(row);
      else unread.push(row);
    }
    const place = { ...plan.settings.place, projectId, profile: plan.layers.profile.name };
    return { place, isWhole: isWhole() && unread.length === 0 };
  });
  const { exitCode, ok } = listedAs(isWhole);
  const behind = clockWarning(rows.flatMap((row) => [row.since, row.startedAt]));
  if (behind) context.warn(behind);
  const showsLogs = options.logs === true;
  const report: Report = {
    exitCode,
    document: {
      ok,
      ...place,
      stopped: rows.map((row) => ({
        ...row,
        failedHosts: hostsDocument(row.failedHosts, showsLogs),
        commands: nextCommands(row.actions, row, options),
      })),
      unread: unread.map(unreadDocument),
    },
    ...(rows.length > 0 && { text: text(rows) }),
  };
  const isFiltered = [since, status, workflow].some((filter) => filter !== undefined);
  // Whoever gave a query reads what it selects.
  const nothing =
    rows.length === 0 && options.query === undefined
      ? noRows(isFiltered ? "No such executions." : "Nothing needs attention.", isWhole)
      : undefined;
  const talk = unreadText(unread) ?? nothing;
  return { ...report, ...(talk !== undefined && { talk }) };

  function text(rows: readonly StoppedExecution[]): string {
    const { isTerminal, columns } = context.stdout;
    if (!isTerminal) return tableOf(wholeColumns, rows, undefined);
    const [heading = "", ...lines] = tableOf(shortColumns(), rows, columns).split("\n");
    return [heading, ...rows.flatMap((row, index) => [lines[index] ?? "", ...below(row)])].join("\n").trimEnd();
  }

  function below(row: StoppedExecution): readonly string[] {
    const hosts = row.failedHosts.map((host) => `  ${hostText(host, showsLogs)}`);
    return [`  ${oneLine(row.reason)}`, ...hosts, ...nextCommands(row.actions, row, options).map(({ command }) => `  ${command}`), ""];
  }
};

const who: readonly Column<StoppedExecution>[] = [
  { title: "WORKFLOW", cell: ({ workflowName, workflowId }) => workflowName ?? workflowId },
  { title: "EXECUTION", cell: ({ executionId }) => executionId },
  { title: "NODE", cell: ({ nodeId = "" }) => nodeId },
];

/** For programs and files: everything. */
const wholeColumns: readonly Column<StoppedExecution>[] = [
  { title: "SINCE", cell: ({ since }) => localTime(since) },
  ...who,
  { title: "STATE", cell: ({ state, word }) => stateText(state, word) },
  { title: "COULD", cell: ({ actions }) => actions.map(({ action }) => action).join(", ") || "-" },
];

/** For a terminal, where reason and commands stand below each row. */
function shortColumns(): readonly Column<StoppedExecution>[] {
  return [
    { title: `SINCE (${zoneOf(new Date())})`, cell: ({ since }) => localMinute(since), isKept: true },
    ...who,
    { title: "STATE", cell: ({ state, word }) => (state === "unknown" ? stateText(state, word) : state), isKept: true },
  ];
}
