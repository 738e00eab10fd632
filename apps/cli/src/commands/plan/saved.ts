import { type Acted, type Plan, type PlannedAction, standingOf } from "@aom-workflow/plan";
import { sentences } from "../../output/describe-failure.ts";
import type { Report } from "../../output/report.ts";
import { escapedJson, oneLine } from "../../output/text/printable.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import type { Options } from "../../parse/tokens.ts";
import type { CommandContext } from "../context.ts";
import { contentOf } from "./place.ts";
import { documentOf, doubtText, itemOf, nextOf, outcomeText, troublesOf } from "./report.ts";

/** Shows a saved plan with the recorded outcome of each action. Sends nothing and asks nothing. */
export async function saved(plan: Plan, name: string, options: Options, context: CommandContext): Promise<Report> {
  const { stdout, warn } = context;
  const { known, warnings } = await contentOf(plan.header, options, context);
  for (const warning of warnings) warn(warning);
  const { report, acted } = await standingOf(plan, known);
  const { id, reason } = plan.header;
  const actions = acted.map(itemOf);
  const isStreamed = options.output === "jsonl" && options.query === undefined;
  if (isStreamed) for (const each of actions) await stdout.write(`${escapedJson(each)}\n`);
  const { doubts, failures } = troublesOf(report, name, options);
  const { name: step, line, command } = nextOf(report, plan, name, options);
  const isFresh = report.left === report.planned && step === "apply";
  const text = [
    sentences(`Plan ${id}: ${report.planned} planned.`, doubtText(plan.actions), reason && `Reason: ${oneLine(reason)}`),
    tableOf(savedColumns(isFresh), acted, stdout.isTerminal ? stdout.columns : undefined),
    report.held && `Held: ${oneLine(report.held)}`,
    isFresh ? `To apply it: ${command}` : line,
  ];
  return {
    exitCode: 0,
    isReading: true,
    document: {
      ...documentOf(report, plan),
      ...{ doubts: doubts.doubts, failures: failures.failures },
      ok: true,
      ...(!isStreamed && { actions }),
      commands: step === undefined ? {} : { [step]: command },
    },
    text: text.filter(Boolean).join("\n"),
  };
}

/** A plan as rows. */
export const planColumns: readonly Column<PlannedAction>[] = [
  { title: "WORKFLOW", cell: ({ workflowName, workflowId }) => workflowName ?? workflowId, isKept: true },
  { title: "EXECUTION", cell: ({ executionId }) => executionId, isKept: "whole" },
  { title: "NODE", cell: ({ nodeId }) => nodeId, isKept: true },
  { title: "CAUSE", cell: ({ cause = "-" }) => cause, isKept: true },
];

/** @param isFresh whether nothing of the plan was tried yet */
function savedColumns(isFresh: boolean): readonly Column<Acted>[] {
  return [
    { title: "STATE", cell: ({ outcome }) => (isFresh ? "planned" : outcomeText(outcome)), isKept: "whole" },
    ...planColumns.map(({ cell, shorter: _, ...column }) => ({ ...column, cell: ({ action }: Acted) => cell(action) })),
  ];
}
