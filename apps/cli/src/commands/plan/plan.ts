import type { StoppedExecutionsOptions, UnreadExecution, WorkflowOperationAction } from "@aom-workflow/client";
import { causeOf } from "@aom-workflow/client/executions";
import { makePlan, type PlannedAction, readSelection, selectStopped } from "@aom-workflow/plan";
import { savePlan } from "@aom-workflow/plan/node";
import { type Column, tableOf } from "../../output/text/table.ts";
import { sinceOf } from "../../parse/times.ts";
import type { CommandBody } from "../context.ts";
import { logView } from "../executions/failed-hosts.ts";
import { withIds } from "../executions/find.ts";
import { reading, unreadDocument, unreadText } from "../executions/reading.ts";
import { commandOn, journalOf, numberOf, targetOf, textOf, usable, whoOf } from "./place.ts";

/** Chooses stopped executions and saves a plan. */
export const plan: CommandBody = (called, context) =>
  usable(async () => {
    const { options } = await withIds({ ...called, operands: [] }, context);
    const action = called.operands[0] as WorkflowOperationAction;
    const { node, status, workflow, from, reason, out } = options as Readonly<Record<string, string | undefined>>;
    const since = sinceOf(options);
    const { redact } = logView(undefined, context.env);
    const unread: UnreadExecution[] = [];
    const made = await reading("plan", [], { options, context }, async ({ client, projectId, plan: called }) => {
      const target = await targetOf(called, projectId, context);
      const journal = await journalOf(target, options, context, true);
      const filter = { node, status, workflow, since, signal: context.signal } as StoppedExecutionsOptions;
      try {
        const selected =
          from === undefined
            ? selectStopped(client, action, { ...filter, causeOf: ({ failedHosts }) => causeOf(failedHosts, redact) }, (row) =>
                unread.push(row),
              )
            : readSelection(await textOf(from, context), action, journal.target);
        const max = numberOf("max", options, [1, 1_000_000]);
        const includeDoubt = options["include-doubt"] === true;
        const who = await whoOf(called.credentials, context.signal);
        const selection = from === undefined ? filterText({ action, node, status, workflow, since }) : `from ${from}`;
        return await makePlan({ client, journal, selected, selection, reason, who, max, includeDoubt, signal: context.signal });
      } finally {
        await journal.close();
      }
    });
    const { header, actions } = made.plan;
    const isEmpty = actions.length === 0;
    const saved = isEmpty ? undefined : await savePlan(made.text, { out, env: context.env });
    const applying = commandOn("apply", out ?? header.id, options);
    const leftOut = made.leftOut.map(({ selected, reason, doubt }) => ({ ...selected, reason, since: doubt && new Date(doubt.at) }));
    const { columns, isTerminal } = context.stdout;
    const talk = [
      unreadText(unread),
      ...leftOut.map(({ executionId, nodeId, reason }) => `Left out: ${executionId}/${nodeId}. ${reason}`),
      isEmpty ? `Nothing to do${leftOut.length > 0 ? "." : ": no such execution stopped."}` : `Nothing was sent. To apply it: ${applying}`,
    ].filter(Boolean);
    return {
      exitCode: unread.length > 0 ? 11 : 0,
      document: {
        ok: unread.length === 0,
        plan: isEmpty ? undefined : header.id,
        path: saved,
        ...{ planned: actions.length, action, reason, selection: header.selection, endpoint: header.endpoint, projectId: header.projectId },
        ...{ actions: actions.map(({ seen: _, ...each }) => each), leftOut, unread: unread.map(unreadDocument) },
        commands: isEmpty ? {} : { apply: applying },
      },
      ...(!isEmpty && {
        text: `Plan ${header.id}: ${action} ${actions.length}\n\n${tableOf(planColumns, actions, isTerminal ? columns : undefined)}`,
      }),
      talk: talk.join("\n"),
    };
  });

const planColumns: readonly Column<PlannedAction>[] = [
  { title: "WORKFLOW", cell: ({ workflowName, workflowId }) => workflowName ?? workflowId },
  { title: "EXECUTION", cell: ({ executionId }) => executionId, isKept: true },
  { title: "NODE", cell: ({ nodeId }) => nodeId, isKept: true },
  { title: "CAUSE", cell: ({ cause = "-" }) => cause },
];

function filterText(filter: Readonly<Record<string, unknown>>): string {
  return Object.entries(filter)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name} ${value instanceof Date ? value.toISOString() : String(value)}`))
    .join(", ");
}
