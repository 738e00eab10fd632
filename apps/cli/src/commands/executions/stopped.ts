import type { StoppedExecution, UnreadExecution, Waiting } from "@aom-workflow/client";
import type { Report } from "../../output/report.ts";
import { localTime } from "../../output/text/local-time.ts";
import { tableOf } from "../../output/text/table.ts";
import type { CommandBody } from "../context.ts";
import { hostsDocument, hostText } from "./failed-hosts.ts";
import { nextCommands } from "./next-commands.ts";
import { reading } from "./reading.ts";
import { sinceOf } from "./since-option.ts";
import { unreadDocument, unreadExitCode, unreadText } from "./unread.ts";

/** Lists what waits for somebody; on a terminal with the command for each thing that could be done. */
export const stopped: CommandBody = async ({ options }, context) => {
  const since = sinceOf(options);
  const status = options.status as Waiting["state"] | undefined;
  const workflow = typeof options.workflow === "string" ? options.workflow : undefined;
  const rows: StoppedExecution[] = [];
  const unread: UnreadExecution[] = [];
  const place = await reading("stopped", [], { options, context }, async ({ client, projectId, plan }) => {
    for await (const row of client.stoppedExecutions({ since, status, workflow, signal: context.signal })) {
      if (row.error === undefined) rows.push(row);
      else unread.push(row);
    }
    return { ...plan.settings.place, projectId, profile: plan.layers.profile.name };
  });
  const showsLogs = options.logs === true;
  const report: Report = {
    exitCode: unreadExitCode(unread),
    document: {
      ok: unread.length === 0,
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
  const nothing = rows.length === 0 && unread.length === 0 ? "Nothing waits for anybody." : undefined;
  const talk = unreadText(unread) ?? nothing;
  return { ...report, ...(talk !== undefined && { talk }) };

  function text(rows: readonly StoppedExecution[]): string {
    const { isTerminal, columns } = context.stdout;
    const table = tableOf(["SINCE", "WORKFLOW", "EXECUTION", "NODE", "STATE", "COULD"], rows.map(cells), isTerminal ? columns : undefined);
    if (!isTerminal) return table;
    const [heading = "", ...lines] = table.split("\n");
    return [heading, ...rows.flatMap((row, index) => [lines[index] ?? "", ...below(row)])].join("\n");
  }

  function below(row: StoppedExecution): readonly string[] {
    const hosts = row.failedHosts.map((host) => `  ${hostText(host, showsLogs)}`);
    return [`  ${row.reason}`, ...hosts, ...nextCommands(row.actions, row, options).map(({ command }) => `  ${command}`), ""];
  }
};

function cells({ since, workflowName, workflowId, executionId, nodeId, state, word, actions }: StoppedExecution): readonly string[] {
  const could = actions.map(({ action }) => action).join(", ");
  return [localTime(since), workflowName ?? workflowId, executionId, nodeId ?? "", stateText(state, word), could || "-"];
}

/** The state as we read it, with the vendor's word where that is another. */
export function stateText(state: string, word: string | undefined): string {
  return word === undefined || word === state ? state : `${state} (${word})`;
}
