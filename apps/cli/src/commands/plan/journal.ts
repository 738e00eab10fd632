import { countEntries } from "@aom-workflow/plan";
import type { Report } from "../../output/report.ts";
import { oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import { timeNamed } from "../../parse/times.ts";
import type { Options } from "../../parse/tokens.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { type ReadingSession, reading } from "../executions/reading.ts";
import { confirm, takeOverWarning } from "./confirm.ts";
import { journalOf, refuseBoth, targetOf, usable } from "./place.ts";
import { countLines, doubtsOf } from "./report.ts";
import { namedPlace, type Place, postgres, type Store, storeOf } from "./store.ts";

/** Shows, verifies, prunes, exports, migrates or takes over the journal of a target. */
export const journal: CommandBody = ({ options }, context) =>
  usable(async () => {
    const works = ["verify", "prune", "export", "migrate", "take-over"];
    for (const [index, work] of works.entries()) refuseBoth(work, works.slice(index + 1), options);
    const named = namedPlace(options, context);
    if (options.migrate === true) return migrated(named);
    const target = () =>
      reading("journal", [], { options, context }, ({ projectId, plan }: ReadingSession) => targetOf(plan, projectId, context));
    const store = await storeOf(named, target, context);
    if (options["take-over"] === true) return takenOver(store, options, context);
    if (options.verify === true) return verified(store);
    if (typeof options.export === "string") return exported(store, options.export);
    return typeof options.prune === "string" ? pruned(store, options.prune) : shown(store, options, context);
  }, options);

async function migrated(named: Place | undefined): Promise<Report> {
  if (named?.isDatabase !== true)
    throw new UsageError("--migrate is for a journal in PostgreSQL: name it by --journal postgres://… or AOM_WORKFLOW_JOURNAL.");
  const { migratePostgresJournal, postgresAddress } = await postgres();
  const [path, { before, now }] = [postgresAddress(named.place), await migratePostgresJournal(named.place)];
  const tables = `the tables in ${path}`;
  const text =
    before === 0
      ? `Created ${tables}: version ${now}.`
      : before === now
        ? `Nothing to do: ${tables} have version ${now}.`
        : `Updated ${tables} from version ${before} to ${now}.`;
  return { exitCode: 0, document: { ok: true, path, version: now }, text };
}

async function exported(store: Store, file: string): Promise<Report> {
  const records = await store.export(file);
  return { exitCode: 0, document: { ok: true, path: store.path, records, exported: file }, text: `Records saved to ${file}: ${records}.` };
}

async function verified({ path, verify }: Store): Promise<Report> {
  const { problems, warnings, records, sessions, keys, doubts, limits } = await verify();
  const ok = problems.length === 0;
  const good = keys === 0 ? "Nothing to verify: the journal has no actions." : `No record was changed or lost. ${limits}`;
  const counts = `Journal ${path}\nActions: ${keys}, in doubt: ${doubts}; records: ${records}, sessions: ${sessions}.`;
  return {
    exitCode: ok ? 0 : 5,
    document: { ok, path, records, sessions, problems, warnings },
    text: [counts, ...[...problems, ...warnings].map(oneLine), ...(ok ? [good] : [])].join("\n"),
  };
}

async function pruned({ path, prune }: Store, age: string): Promise<Report> {
  const before = timeNamed(age, Date.now());
  if (before === undefined)
    throw new UsageError(`--prune must be an age such as 90d or a date such as 2026-01-31; it is ${JSON.stringify(age)}.`);
  const { removed, kept } = await prune(before);
  return { exitCode: 0, document: { ok: true, path, removed, kept }, text: `Actions removed: ${removed}, kept: ${kept}.` };
}

/** Takes over a journal that was moved here, so that `plan` and `apply` can use it. */
async function takenOver({ path, entries: read }: Store, options: Options, context: CommandContext): Promise<Report> {
  const { entries, otherHost, header } = await read();
  const lines = [`Endpoint: ${header.endpoint}`, `Project: ${header.projectId}`, takeOverWarning(otherHost)];
  const question = {
    lines,
    count: entries.length,
    work: "take over the journal",
    about: `Actions of the journal: ${entries.length}.`,
    personal: "take-over",
  };
  if (otherHost !== undefined) await confirm(question, options, context);
  await (await journalOf(header, options, context, false)).close();
  const text = `The journal ${otherHost === undefined ? "belongs to this host" : `was taken over from the host ${otherHost}`}.`;
  return { exitCode: 0, document: { ok: true, path, takenOverFrom: otherHost }, text: oneLine(text) };
}

async function shown({ path, entries: read }: Store, options: Options, { warn }: CommandContext): Promise<Report> {
  const content = await read();
  const { entries, doubts: inDoubt, beingSent, warnings } = content;
  for (const warning of warnings) warn(warning);
  const counts = countEntries(content);
  const { doubts, lines } = doubtsOf(
    inDoubt.map(({ intent, key, plan, at: since, settlement }) => ({ ...intent, key, plan, since, reason: settlement?.reason })),
    options,
  );
  const text = [
    `Journal ${path}`,
    ...countLines(counts),
    beingSent.length > 0 && `Being sent by another process: ${beingSent.length}`,
    ...(lines.length > 0 ? lines : [entries.length === 0 ? "It has no actions." : "Nothing is in doubt."]),
  ];
  return {
    exitCode: lines.length > 0 ? 6 : 0,
    isReading: true,
    document: { ok: lines.length === 0, path, counts, beingSent: beingSent.length, doubts },
    text: text.filter(Boolean).join("\n"),
  };
}
