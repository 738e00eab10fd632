import { journalPath, pruneJournal, verifyJournal } from "@aom-workflow/plan/node";
import { localTime } from "../../output/text/local-time.ts";
import { UsageError } from "../../output/usage-error.ts";
import { timeNamed } from "../../parse/since.ts";
import type { CommandBody } from "../context.ts";
import { pastable } from "../executions/next-commands.ts";
import { reading } from "../executions/reading.ts";
import { journalOf, targetOf, usable } from "./place.ts";

/** Shows, checks or shortens the journal of a target. */
export const journal: CommandBody = ({ options }, context) =>
  usable(async () => {
    const target = await reading("journal", [], { options, context }, ({ projectId, plan }) => targetOf(plan, projectId, context));
    const path = typeof options.journal === "string" ? options.journal : journalPath(target, context.env);
    if (options.verify === true) {
      const { problems, warnings, records, sessions } = await verifyJournal(path);
      const text = [`${path}: ${records} records of ${sessions} sessions.`, ...problems, ...warnings];
      const verdict = problems.length === 0 ? "No record was changed or lost. That the end was cut off cannot be seen." : "";
      return {
        exitCode: problems.length === 0 ? 0 : 5,
        document: { ok: problems.length === 0, path, records, sessions, problems },
        text: [...text, verdict].filter(Boolean).join("\n"),
      };
    }
    if (typeof options.prune === "string") {
      const before = timeNamed(options.prune, Date.now());
      if (before === undefined) throw new UsageError(`--prune must be an age such as 90d; it is ${JSON.stringify(options.prune)}.`);
      const { removed, kept } = await pruneJournal(path, Date.now() - before.getTime());
      return { exitCode: 0, document: { ok: true, path, removed, kept }, text: `Removed ${removed} records, kept ${kept}.` };
    }
    const opened = await journalOf(target, options, context, false);
    const doubts = await opened.doubts();
    await opened.close();
    const shown = doubts.map(({ intent, key, plan, at, settlement }) => ({
      ...{ action: intent?.action, workflowId: intent?.workflowId, executionId: intent?.executionId, nodeId: intent?.nodeId },
      ...{ key, plan, since: new Date(at), reason: settlement?.reason },
      commands: { show: pastable("show", { workflow: intent?.workflowId, execution: intent?.executionId }, options) },
    }));
    const lines = shown.map(
      ({ since, action, nodeId, commands, key }) => `${localTime(since)}  ${action ?? key} ${nodeId ?? ""}  ${commands.show ?? ""}`,
    );
    return {
      exitCode: shown.length > 0 ? 6 : 0,
      document: { ok: shown.length === 0, path, doubts: shown },
      text: [path, shown.length === 0 ? "Nothing is in doubt." : `In doubt: ${shown.length}`, ...lines].join("\n"),
    };
  });
