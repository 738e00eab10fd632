import { entriesOf, journalPath, pruneJournal, verifyJournal } from "@aom-workflow/plan/node";
import type { Report } from "../../output/report.ts";
import { localTime } from "../../output/text/cells.ts";
import { UsageError } from "../../output/usage-error.ts";
import { timeNamed } from "../../parse/times.ts";
import type { Options } from "../../parse/tokens.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { pastable } from "../executions/next-commands.ts";
import { reading } from "../executions/reading.ts";
import { targetOf, usable } from "./place.ts";

/** Shows, checks or shortens the journal of a target. */
export const journal: CommandBody = ({ options }, context) =>
  usable(async () => {
    const path =
      typeof options.journal === "string"
        ? options.journal
        : journalPath(
            await reading("journal", [], { options, context }, ({ projectId, plan }) => targetOf(plan, projectId, context)),
            context.env,
          );
    if (options.verify === true) return verified(path);
    return typeof options.prune === "string" ? pruned(path, options.prune) : shown(path, options, context);
  });

async function verified(path: string): Promise<Report> {
  const { problems, warnings, records, sessions, keys, doubts, limits } = await verifyJournal(path);
  const ok = problems.length === 0;
  const text = [
    `${path}: ${records} records of ${sessions} sessions, ${keys} actions, ${doubts} in doubt.`,
    ...problems,
    ...warnings,
    ok && `No record was changed or lost. ${limits}`,
  ];
  return {
    exitCode: ok ? 0 : 5,
    document: { ok, path, records, sessions, problems, warnings },
    text: text.filter(Boolean).join("\n"),
  };
}

async function pruned(path: string, age: string): Promise<Report> {
  const before = timeNamed(age, Date.now());
  if (before === undefined) throw new UsageError(`--prune must be an age such as 90d; it is ${JSON.stringify(age)}.`);
  const { removed, kept } = await pruneJournal(path, Date.now() - before.getTime());
  return { exitCode: 0, document: { ok: true, path, removed, kept }, text: `Removed ${removed} actions, kept ${kept}.` };
}

async function shown(path: string, options: Options, { warn }: CommandContext): Promise<Report> {
  const { entries, warnings } = await entriesOf(path);
  for (const warning of warnings) warn(warning);
  const counts: Record<string, number> = {};
  for (const { state } of entries) counts[state] = (counts[state] ?? 0) + 1;
  const inDoubt = entries.filter(({ state }) => state === "open" || state === "unknown").toSorted((one, other) => one.at - other.at);
  const doubts = inDoubt.map(({ intent, key, plan, at, settlement }) => ({
    ...{ action: intent?.action, workflowId: intent?.workflowId, executionId: intent?.executionId, nodeId: intent?.nodeId },
    ...{ key, plan, since: new Date(at), reason: settlement?.reason },
    commands: { show: pastable("show", { workflow: intent?.workflowId, execution: intent?.executionId }, options) },
  }));
  const lines = doubts.map(
    ({ since, action, nodeId, commands, key }) => `${localTime(since)}  ${action ?? key} ${nodeId ?? ""}  ${commands.show ?? ""}`,
  );
  const all = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
  return {
    exitCode: doubts.length > 0 ? 6 : 0,
    isReading: true,
    document: { ok: doubts.length === 0, path, counts, doubts },
    text: [
      `${path}: ${all.join(", ") || "empty"}`,
      doubts.length === 0 ? "Nothing is in doubt." : `In doubt: ${doubts.length}`,
      ...lines,
    ].join("\n"),
  };
}
