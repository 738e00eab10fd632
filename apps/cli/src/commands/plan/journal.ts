import type { Entry } from "@aom-workflow/plan";
import { entriesOf, journalPath, pruneJournal, verifyJournal } from "@aom-workflow/plan/node";
import type { Report } from "../../output/report.ts";
import { oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import { timeNamed } from "../../parse/times.ts";
import type { Options } from "../../parse/tokens.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { type ReadingSession, reading } from "../executions/reading.ts";
import { refuseBoth, targetOf, usable } from "./place.ts";
import { countLine, countsOf, doubtsOf } from "./report.ts";

/** Shows, checks or shortens the journal of a target. */
export const journal: CommandBody = ({ options }, context) =>
  usable(async () => {
    refuseBoth("verify", ["prune"], options);
    const { env } = context;
    const ofTarget = async ({ projectId, plan }: ReadingSession) => journalPath(await targetOf(plan, projectId, context), env);
    const path = (options.journal as string | undefined) ?? (await reading("journal", [], { options, context }, ofTarget));
    if (options.verify === true) return verified(path);
    return typeof options.prune === "string" ? pruned(path, options.prune) : shown(path, options, context);
  });

async function verified(path: string): Promise<Report> {
  const { problems, warnings, records, sessions, keys, doubts, limits } = await verifyJournal(path);
  const ok = problems.length === 0;
  const good = keys === 0 ? "There is nothing to verify: it has no actions." : `No record was changed or lost. ${limits}`;
  const counts = `Journal ${path}\nActions: ${keys}, in doubt: ${doubts}; records: ${records}, sessions: ${sessions}.`;
  return {
    exitCode: ok ? 0 : 5,
    document: { ok, path, records, sessions, problems, warnings },
    text: [counts, ...[...problems, ...warnings].map(oneLine), ...(ok ? [good] : [])].join("\n"),
  };
}

async function pruned(path: string, age: string): Promise<Report> {
  const before = timeNamed(age, Date.now());
  if (before === undefined)
    throw new UsageError(`--prune must be an age such as 90d or a date such as 2026-01-31; it is ${JSON.stringify(age)}.`);
  const { removed, kept } = await pruneJournal(path, before);
  return { exitCode: 0, document: { ok: true, path, removed, kept }, text: `Actions removed: ${removed}, kept: ${kept}.` };
}

/** In the words of the report of a plan. */
const outcomeOf = ({ state }: Entry) =>
  state === "open" ? "unknown" : state === "resolved" ? "applied" : state === "deferred" ? "left" : state;

async function shown(path: string, options: Options, { warn }: CommandContext): Promise<Report> {
  const { entries, doubts: inDoubt, beingSent, warnings } = await entriesOf(path);
  for (const warning of warnings) warn(warning);
  const counts = countsOf(entries.map((entry) => (beingSent.includes(entry) ? "left" : outcomeOf(entry))));
  const { doubts, lines } = doubtsOf(
    inDoubt.map(({ intent, key, plan, at: since, settlement }) => ({ ...intent, key, plan, since, reason: settlement?.reason })),
    options,
  );
  const text = [
    `Journal ${path}`,
    ...counts.map(([outcome, count]) => countLine(count, outcome)),
    beingSent.length > 0 && `Being sent by another process: ${beingSent.length}`,
    ...(lines.length > 0 ? lines : [entries.length === 0 ? "It has no actions." : "Nothing is in doubt."]),
  ];
  return {
    exitCode: lines.length > 0 ? 6 : 0,
    isReading: true,
    document: { ok: lines.length === 0, path, counts: Object.fromEntries(counts), beingSent: beingSent.length, doubts },
    text: text.filter(Boolean).join("\n"),
  };
}
