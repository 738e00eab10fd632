import type { Ending, Entry, PlanMark, PruneMark, ReadableJournal } from "../journal/journal.ts";
import { kindOf } from "../journal/ledger.ts";
import { isPlanError } from "../journal/plan-error.ts";
import { nothingYet, refuseAddress, unusable } from "./errors.ts";
import { type FileSystem, nodeFiles } from "./files.ts";
import { History } from "./history.ts";
import { isSameHost } from "./host.ts";
import type { JournalHeader, JournalRecord } from "./record.ts";
import { type System, thisSystem } from "./system.ts";

/** The content of a journal. */
export interface JournalContent {
  readonly header: JournalHeader;
  /** The entry of each key, in order of appearance. */
  readonly entries: readonly Entry[];
  /** Entries in doubt, the oldest first. */
  readonly doubts: readonly Entry[];
  /** Entries that a process is sending. They are not in doubt. */
  readonly beingSent: readonly Entry[];
  /** Records that were skipped, or whose actions are in doubt because they were changed, as sentences. */
  readonly warnings: readonly string[];
  /** The host that the journal belongs to, if it is not this one and has to be taken over. */
  readonly otherHost: string | undefined;
  /** The same content, with the methods of an open journal. */
  readonly known: ReadableJournal;
}

/** Reads a journal without writing to it. @throws PlanError */
export async function entriesOf(path: string): Promise<JournalContent> {
  refuseAddress(path, "postgresEntriesOf");
  return contentOf(thisSystem(), path);
}

export async function contentOf(system: System, path: string): Promise<JournalContent> {
  const history = await readJournal(system.files, path);
  const { header, ledger, warnings, host, pruned } = history;
  return {
    ...contentWith(header, [...ledger.entries.values()], ledger.doubts(), {
      isBeingSent: (entry) => history.isBeingSent(entry, system),
      planMark: (plan) => ledger.planMark(plan),
      pruned,
    }),
    warnings,
    otherHost: host === undefined || isSameHost(host, system.host) ? undefined : host.name,
  };
}

/** @param open entries without an outcome, the oldest first */
export function contentWith(
  header: JournalHeader,
  entries: readonly Entry[],
  open: readonly Entry[],
  {
    isBeingSent,
    planMark,
    pruned,
  }: {
    readonly isBeingSent: (entry: Entry) => boolean;
    readonly planMark: (plan: string) => PlanMark;
    readonly pruned: PruneMark | undefined;
  },
): JournalContent {
  const beingSent = new Set(open.filter(isBeingSent));
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return {
    ...{ header, entries, doubts: open.filter((entry) => !beingSent.has(entry)), beingSent: [...beingSent] },
    ...{ warnings: [], otherHost: undefined },
    known: {
      entry: async (key) => byKey.get(key),
      isBeingSent: async (entry) => isBeingSent(entry),
      planMark: async (plan) => planMark(plan),
      pruned,
    },
  };
}

/** The result of verifying a journal. */
export interface Verification {
  readonly records: number;
  readonly sessions: number;
  readonly keys: number;
  readonly doubts: number;
  /** What is wrong, as sentences; empty if no record was changed and no key was claimed twice at once. */
  readonly problems: readonly string[];
  /** Records that were not written completely. */
  readonly warnings: readonly string[];
  /** What verification cannot detect, as a sentence. */
  readonly limits: string;
}

const limits = "This cannot detect records removed from the end of the file, or a file rewritten on purpose.";

/** Outcomes that only the session that claimed an action can record. */
const outcomesOfSender: ReadonlySet<Ending> = new Set(["applied", "rejected", "deferred"]);

/**
 * Checks that no record was changed, lost or moved within a session, that no key had two open intents, and that the counts agree.
 *
 * @throws PlanError if it cannot be opened
 */
export async function verifyJournal(path: string): Promise<Verification> {
  refuseAddress(path, "verifyPostgresJournal");
  return verifyJournalOn(nodeFiles, path);
}

export function verifyJournalOn(files: FileSystem, path: string): Promise<Verification> {
  return verified(path, limits, (history) => readInto(history, files, path));
}

/** @param read makes the history read all records, and reports other problems */
export async function verified(
  path: string,
  limits: string,
  read: (history: History, say: (problem: string) => void) => Promise<void>,
): Promise<Verification> {
  const holders = new Map<string, string>();
  const problems: string[] = [];
  const watch = ({ session, of, note }: JournalRecord, isWon: boolean) => {
    const by = of?.session ?? session;
    if (note.type === "intent" && isWon) {
      if (holders.has(note.key)) problems.push(`Two intents are open for ${note.key}.`);
      holders.set(note.key, by);
    }
    // Any session may record the other outcomes.
    if (note.type !== "settled" || !outcomesOfSender.has(note.ending)) return;
    if (holders.get(note.key) !== by) problems.push(`${note.key} was sent by session ${by}, which had not claimed it.`);
    else holders.delete(note.key);
  };
  const history = new History(path, watch);
  try {
    await read(history, (problem) => problems.push(problem));
  } catch (error) {
    if (!isPlanError(error) || error.lines.length === 0) throw error;
    problems.push(error.message);
  }
  if (history.header === undefined && problems.length === 0) throw nothingYet(path);
  const { ledger, sessions, records, changed, warnings } = history;
  problems.push(...changed.map((line) => `Line ${line} was changed.`), ...wrongCounts(history));
  const torn = warnings.filter((warning) => !changed.some((line) => warning.startsWith(`Line ${line} `)));
  return { records, sessions: sessions.size, keys: ledger.entries.size, doubts: ledger.doubts().length, problems, warnings: torn, limits };
}

/** Compares the counts with a second count. */
function wrongCounts({ ledger }: History): readonly string[] {
  const byPlan = new Map<string, Record<string, number>>();
  for (const { plan, state } of [...ledger.entries.values()].flatMap((entry) => [entry, ...(entry.earlier ?? [])])) {
    const kind = kindOf(state);
    if (plan === undefined || kind === undefined) continue;
    const counts = byPlan.get(plan) ?? {};
    counts[kind] = (counts[kind] ?? 0) + 1;
    byPlan.set(plan, counts);
  }
  return [...byPlan].flatMap(([plan, counts]) => {
    const counted = ledger.counts(plan);
    const kinds = ["applied", "rejected", "unknown", "open", "stale"] as const;
    return kinds.every((kind) => counted[kind] === (counts[kind] ?? 0)) ? [] : [`The counts of plan ${plan} do not agree.`];
  });
}

/** Reads all of a journal. @throws PlanError */
export async function readJournal(files: FileSystem, path: string, onRecord?: (record: JournalRecord, isWon: boolean) => void) {
  const history = new History(path, onRecord);
  await readInto(history, files, path);
  const { header } = history;
  if (header === undefined) throw nothingYet(path);
  return Object.assign(history, { header });
}

async function readInto(history: History, files: FileSystem, path: string): Promise<void> {
  try {
    const file = await files.open(path, "read");
    try {
      history.read(file, true);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw Object(error).code === "ENOENT" ? nothingYet(path, error) : unusable(path, error);
  }
}
