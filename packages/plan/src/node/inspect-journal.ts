import type { Ending, Entry, PlanMark, PruneMark, ReadableJournal } from "../journal/journal.ts";
import { kindOf } from "../journal/ledger.ts";
import { isPlanError } from "../journal/plan-error.ts";
import { nothingYet, refuseAddress, unusable } from "./errors.ts";
import { type FileSystem, nodeFiles } from "./files.ts";
import { History } from "./history.ts";
import { isSameHost } from "./host.ts";
import type { JournalHeader, JournalRecord } from "./record.ts";
import { type System, thisSystem } from "./system.ts";

/** What a journal has. */
export interface JournalContent {
  readonly header: JournalHeader;
  /** What is known of each key, in the order in which they came. */
  readonly entries: readonly Entry[];
  /** Those that may have been done, the oldest first. */
  readonly doubts: readonly Entry[];
  /** Those that a process of this host is just sending. They are not in doubt. */
  readonly beingSent: readonly Entry[];
  /** What was skipped, or is in doubt because it was changed, as sentences. */
  readonly warnings: readonly string[];
  /** The host that may write, where it is not this one: it has to be taken over. */
  readonly otherHost: string | undefined;
  /** The same, as an open journal answers. */
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

/** @param open those that have not ended, the oldest first */
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

/** Whether a journal is as it was written. */
export interface Verification {
  readonly records: number;
  readonly sessions: number;
  readonly keys: number;
  readonly doubts: number;
  /** What is wrong, as sentences; none where each record is as it was written and no key was acted on by two at once. */
  readonly problems: readonly string[];
  /** What was never written to its end. */
  readonly warnings: readonly string[];
  /** What this cannot find. */
  readonly limits: string;
}

const limits = "This cannot detect records removed from the end of the file, or a file rewritten on purpose.";

/** What only a process that claimed an action can say of it. */
const sendersWords: ReadonlySet<Ending> = new Set(["applied", "rejected", "deferred"]);

/**
 * Proves that no record was changed, lost or moved inside a session, that no key had two open intents, and that the counts agree.
 *
 * @throws PlanError where it cannot be opened
 */
export async function verifyJournal(path: string): Promise<Verification> {
  refuseAddress(path, "verifyPostgresJournal");
  return verifyJournalOn(nodeFiles, path);
}

export function verifyJournalOn(files: FileSystem, path: string): Promise<Verification> {
  return verified(path, limits, (history) => readInto(history, files, path));
}

/** @param read has the history read all records, and says what else is wrong */
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
    // The others say what was read, or that nothing is known: anybody may.
    if (note.type !== "settled" || !sendersWords.has(note.ending)) return;
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

/** Counts once more what was counted while it was read. */
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
