import type { StoppedExecution, WorkflowOperationAction } from "@aom-workflow/client";
import { causeOf } from "@aom-workflow/client/executions";
import { type LeftOut, makePlan, readSelection, type SelectStoppedOptions, selectStopped } from "@aom-workflow/plan";
import { savePlan } from "@aom-workflow/plan/node";
import { sentences } from "../../output/describe-failure.ts";
import { incompleteExitCode } from "../../output/exit-code.ts";
import { escapedJson, oneLine } from "../../output/text/printable.ts";
import { tableOf } from "../../output/text/table.ts";
import { numberOf } from "../../parse/check-options.ts";
import { sinceOf } from "../../parse/times.ts";
import type { CommandBody } from "../context.ts";
import { logView } from "../executions/failed-hosts.ts";
import { withIds } from "../executions/find.ts";
import { reading, unreadDocument, unreadText } from "../executions/reading.ts";
import { commandOn, journalOf, refuseBoth, targetOf, textOf, usable, whoOf } from "./place.ts";
import { doubtText } from "./report.ts";
import { planColumns } from "./saved.ts";

/** Selects stopped executions and saves a plan. */
export const plan: CommandBody = (called, context) =>
  usable(async () => {
    refuseBoth("from", ["workflow", "node", "status", "since", "cause"], called.options);
    const { options } = await withIds({ ...called, operands: [] }, context);
    const { signal, stdout, env } = context;
    const action = called.operands[0] as WorkflowOperationAction;
    const { node, status, workflow, cause, from, reason, out, output, query } = options as Readonly<Record<string, string | undefined>>;
    const includeDoubt = options["include-doubt"] as true | "only" | undefined;
    const max = numberOf("max", options, [1, 1_000_000]);
    const chosen = { node, status, workflow, cause };
    const selection = commandOn("plan", action, options, { ...chosen, since: options.since, from }) ?? action;
    const causes = { causeOf: ({ failedHosts }: StoppedExecution) => causeOf(failedHosts, logView(undefined, env).redact) };
    const filter = { ...chosen, ...causes, since: sinceOf(options), signal } as SelectStoppedOptions;
    const { plan, leftOut, unread } = await reading("plan", [], { options, context }, async ({ client, projectId, plan: called }) => {
      const journal = await journalOf(await targetOf(called, projectId, context), options, context, true);
      try {
        const selected =
          from === undefined
            ? selectStopped(client, action, filter)
            : readSelection(textOf(from, options, context), action, journal.target, (left, { id, actions }) =>
                context.warn(`The list has ${left} of the ${actions} actions of plan ${id}.`),
              );
        const who = await whoOf(called.credentials, signal);
        return await usable(
          () => makePlan({ client, journal, selected, selection, reason, who, max, includeDoubt, signal }),
          options,
          "--from takes a plan, or what stopped --output jsonl prints.",
        );
      } finally {
        await journal.close();
      }
    });
    const { id, endpoint, projectId, actions: planned } = plan.header;
    const path = planned === 0 ? undefined : await savePlan(plan, { out, env });
    const applying = path && commandOn("apply", out ?? id, options);
    const actions = plan.actions.map(({ seen: _, ...each }) => each);
    const twice = doubtText(plan.actions);
    const isStreamed = output === "jsonl" && query === undefined;
    if (isStreamed) for (const each of actions) await stdout.write(`${escapedJson(each)}\n`);
    const table = tableOf(planColumns, plan.actions, stdout.isTerminal ? stdout.columns : undefined);
    const rows = table.split("\n");
    // All of it fits a terminal of 24 lines.
    const most = twice === undefined ? 20 : 19;
    const isLong = stdout.isTerminal && rows.length > most + 1;
    const shown = isLong
      ? [...rows.slice(0, most), `To see all ${planned}: ${commandOn("apply", out ?? id, options, { "dry-run": true })}`]
      : rows;
    const nothing =
      leftOut.length > 0
        ? "Nothing else matches."
        : includeDoubt === "only"
          ? "Nothing that matches is in doubt."
          : "No stopped execution matches.";
    // All that could not be read are listed: they are shown nowhere else.
    const talk = [
      ...unread.map((row) => unreadText([row])),
      ...leftOutLines(leftOut),
      path === undefined && sentences(unread.length === 0 && nothing, "No plan was made."),
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
        text: [`Plan ${id}: ${planned} planned (${action})`, twice, ...shown, `Nothing was sent. To apply it: ${applying}`]
          .filter((line) => line !== undefined)
          .join("\n"),
      }),
      talk: talk.filter(Boolean).join("\n"),
    };
  }, called.options);

/** A line for each reason. */
function leftOutLines(leftOut: readonly LeftOut[]): readonly string[] {
  return [...new Set(leftOut.map(({ reason }) => reason))].map((reason) => {
    const those = leftOut.filter((each) => each.reason === reason);
    const names = those.slice(0, 3).map(({ selected: { executionId, nodeId } }) => [executionId, nodeId].filter(Boolean).join("/"));
    const more = those.length > names.length ? ` and ${those.length - names.length} more, which --json lists` : "";
    return oneLine(`Left out: ${names.join(", ")}${more}. ${reason}`);
  });
}
