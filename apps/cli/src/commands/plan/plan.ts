import type { StoppedExecution, StoppedExecutionsOptions, UnreadExecution, WorkflowOperationAction } from "@aom-workflow/client";
import { causeOf } from "@aom-workflow/client/executions";
import { makePlan, type PlannedAction, readSelection, selectStopped } from "@aom-workflow/plan";
import { savePlan } from "@aom-workflow/plan/node";
import { incompleteExitCode } from "../../output/exit-code.ts";
import { escapedJson, oneLine } from "../../output/text/printable.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import { UsageError } from "../../output/usage-error.ts";
import { numberOf } from "../../parse/check-options.ts";
import { sinceOf } from "../../parse/times.ts";
import type { CommandBody } from "../context.ts";
import { logView } from "../executions/failed-hosts.ts";
import { withIds } from "../executions/find.ts";
import { firstOf, reading, unreadDocument, unreadText } from "../executions/reading.ts";
import { commandOn, journalOf, refuseBoth, targetOf, textOf, usable, whoOf } from "./place.ts";

/** Chooses stopped executions and saves a plan. */
export const plan: CommandBody = (called, context) =>
  usable(async () => {
    refuseBoth("from", ["workflow", "node", "status", "since"], called.options);
    const { options } = await withIds({ ...called, operands: [] }, context);
    const { signal, stdout, env } = context;
    const action = called.operands[0] as WorkflowOperationAction;
    const { node, status, workflow, from, reason, out, output, query } = options as Readonly<Record<string, string | undefined>>;
    const max = numberOf("max", options, [1, 1_000_000]);
    const chosen = { node, status, workflow };
    const selection = commandOn("plan", action, options, { ...chosen, since: options.since, from }) ?? action;
    const causes = { causeOf: ({ failedHosts }: StoppedExecution) => causeOf(failedHosts, logView(undefined, env).redact) };
    const filter = { ...chosen, ...causes, since: sinceOf(options), signal } as StoppedExecutionsOptions & typeof causes;
    const unread: UnreadExecution[] = [];
    const { plan, leftOut } = await reading("plan", [], { options, context }, async ({ client, projectId, plan: called }) => {
      const journal = await journalOf(await targetOf(called, projectId, context), options, context, true);
      try {
        const selected =
          from === undefined
            ? selectStopped(client, action, filter, (row) => unread.push(row))
            : readSelection(textOf(from, context), action, journal.target);
        const includeDoubt = options["include-doubt"] === true;
        const who = await whoOf(called.credentials, signal);
        return await usable(
          () => makePlan({ client, journal, selected, selection, reason, who, max, includeDoubt, signal }),
          "It takes a plan, or what stopped --output jsonl prints.",
        );
      } finally {
        await journal.close();
      }
    });
    // A selection that matches nothing is fine; a list without a line is most likely that of a command that failed.
    if (from !== undefined && plan.actions.length + leftOut.length === 0)
      throw new UsageError("--from got no executions. If they come from another command, see whether that failed.");
    const { id, endpoint, projectId, actions: planned } = plan.header;
    const path = planned === 0 ? undefined : await savePlan(plan, { out, env });
    const applying = path && commandOn("apply", out ?? id, options);
    const actions = plan.actions.map(({ seen: _, ...each }) => each);
    const isStreamed = output === "jsonl" && query === undefined;
    if (isStreamed) for (const each of actions) await stdout.write(`${escapedJson(each)}\n`);
    const table = tableOf(planColumns, plan.actions, stdout.isTerminal ? stdout.columns : undefined);
    const shown = stdout.isTerminal ? firstOf(table.split("\n")).join("\n") : table;
    const nothing = leftOut.length > 0 ? "Nothing else matches." : "No stopped execution matches.";
    const talk = [
      unreadText(unread),
      ...firstOf(leftOut.map(({ selected: { executionId, nodeId }, reason }) => oneLine(`Left out: ${executionId}/${nodeId}. ${reason}`))),
      path === undefined && `${nothing} No plan was made.`,
    ];
    return {
      exitCode: unread.length > 0 ? incompleteExitCode : 0,
      document: {
        ok: unread.length === 0,
        ...{ plan: path && id, path, planned, action, reason, selection, endpoint, projectId, ...(!isStreamed && { actions }) },
        leftOut: leftOut.map(({ selected, reason, doubt }) => ({ ...selected, reason, since: doubt && new Date(doubt.at) })),
        unread: unread.map(unreadDocument),
        commands: { apply: applying },
      },
      ...(path !== undefined && {
        text: `Plan ${id}: ${planned} planned (${action})\n${shown}\nNothing was sent. To apply it: ${applying}`,
      }),
      talk: talk.filter(Boolean).join("\n"),
    };
  });

const planColumns: readonly Column<PlannedAction>[] = [
  { title: "WORKFLOW", cell: ({ workflowName, workflowId }) => workflowName ?? workflowId, isKept: true },
  { title: "EXECUTION", cell: ({ executionId }) => executionId, isKept: "whole" },
  { title: "NODE", cell: ({ nodeId }) => nodeId, isKept: true },
  { title: "CAUSE", cell: ({ cause = "-" }) => cause, isKept: true },
];
