import { randomBytes } from "node:crypto";
import { dirname } from "node:path";
import { InvalidInputError } from "@aom-workflow/client";
import { pruneMarkOf } from "../journal/forgotten.ts";
import type { Entry, Mark } from "../journal/journal.ts";
import { kindOf, type Ledger } from "../journal/ledger.ts";
import { PlanError } from "../journal/plan-error.ts";
import { refuseAddress, unusable } from "./errors.ts";
import { type FileSystem, nodeFiles } from "./files.ts";
import { readJournal } from "./inspect-journal.ts";
import { bytesOf, type JournalHeader, type JournalRecord, linkOf, type Note } from "./record.ts";

/** How many actions were kept, and how many were removed. */
export interface Pruned {
  readonly kept: number;
  readonly removed: number;
}

const minute = 60_000;

/**
 * Removes actions whose outcome was recorded before a time, by rewriting the journal. Actions in doubt stay, and so do holds and releases. A process that
 * still has the old file open finds out with its next intent and sends nothing more. Removed actions are not sent again: see `pruned` of `Journal`.
 *
 * @param before outcomes recorded before this time are removed
 * @throws InvalidInputError if `before` is not a valid time
 * @throws PlanError if an action was recorded within the last minute, or the file cannot be read or written
 */
export async function pruneJournal(path: string, before: Date): Promise<Pruned> {
  refuseAddress(path, "prunePostgresJournal");
  checkTime(before);
  return pruneJournalOn(nodeFiles, path, before);
}

/** An invalid date would remove everything. @throws InvalidInputError */
export function checkTime(before: Date): void {
  // A Date of another realm is one as well.
  if (Number.isNaN(Number(Object(before).getTime?.()))) throw new InvalidInputError("before", "must be a Date");
}

export async function pruneJournalOn(files: FileSystem, path: string, before: Date): Promise<Pruned> {
  const { changedAt } = await readJournal(files, path);
  if (Date.now() - changedAt < minute)
    throw new PlanError(
      "invalid-journal",
      `An action was recorded in the journal ${path} less than a minute ago. Prune it when nothing is being applied.`,
    );
  try {
    const session = await closeFile(files, path);
    const records: JournalRecord[] = [];
    let isClosed = false;
    const { header, host, ledger } = await readJournal(files, path, (record, isWon) => {
      isClosed ||= record.note.type === "closed";
      // An intent that lost could win after the one it lost to is removed.
      if (!isClosed && (isWon || record.note.type !== "intent")) records.push(record);
    });
    const isKept = (key: string) => isDue(ledger.entries.get(key), before.getTime());
    const lines = linesOf({ ...header, host: host ?? header.host }, records, isKept, prunedOf(ledger, records, isKept), Date.now());
    await replace(files, path, session, Buffer.concat(lines));
    const kept = [...ledger.entries.keys()].filter(isKept).length;
    return { kept, removed: ledger.entries.size - kept };
  } catch (error) {
    throw unusable(path, error);
  }
}

/** Ends the use of this file: everything before this record is in the new one. @returns the session of the record */
async function closeFile(files: FileSystem, path: string): Promise<string> {
  const session = newSession();
  const file = await files.open(path, "append");
  try {
    await file.append(bytesOf({ session, n: 1, previous: "", at: Date.now(), note: { type: "closed" } }));
    await file.sync();
  } finally {
    await file.close();
  }
  return session;
}

function isDue(entry: Entry | undefined, since: number): boolean {
  return entry !== undefined && (entry.state === "open" || entry.state === "unknown" || entry.at >= since);
}

/** What to remember of the removed records, so that no action counts as new: how many actions of each plan, and the newest run. */
export function prunedOf(ledger: Ledger, records: readonly JournalRecord[], isKept: (key: string) => boolean): readonly Note[] {
  const marks = new Map<string, Mark & { readonly kind: "pruned" }>();
  const removed = [...ledger.entries.values()].filter(({ key }) => !isKept(key));
  for (const { plan, state } of removed.flatMap((entry) => [entry, ...(entry.earlier ?? [])])) {
    const kind = kindOf(state);
    if (plan === undefined || kind === undefined) continue;
    const before = marks.get(plan) ?? { plan, kind: "pruned", removed: 0, applied: 0 };
    marks.set(plan, { ...before, removed: before.removed + 1, applied: before.applied + (kind === "applied" ? 1 : 0) });
  }
  const intents = records.flatMap(({ note, at, of }) =>
    note.type === "intent" && !isKept(note.key) ? [{ ...note, at: of?.at ?? at }] : [],
  );
  const mark = pruneMarkOf(intents);
  return [...[...marks.values()].map((mark): Note => ({ type: "mark", ...mark })), ...(mark ? [{ type: "pruned", ...mark } as const] : [])];
}

/** The kept records, as those of one session that says whose they were. @param more notes to add. @param at when, in milliseconds since 1970 */
export function linesOf(
  header: JournalHeader,
  records: readonly JournalRecord[],
  isKept: (key: string) => boolean,
  more: readonly Note[],
  at: number,
): readonly Buffer[] {
  const session = newSession();
  let previous = "";
  let n = 0;
  const lineOf = (note: Note, at: number, of?: JournalRecord["of"]) => {
    const bytes = bytesOf({ session, n: ++n, previous, at, of, note });
    previous = linkOf(bytes);
    return bytes;
  };
  const kept = records.filter(({ note }) => note.type === "mark" || note.type === "pruned" || ("key" in note && isKept(note.key)));
  // Dated long ago, so that it does not count as recent activity.
  const now = { session, at };
  return [
    lineOf(header, 0),
    ...kept.map(({ note, session, at, of }) => lineOf(note, at, of ?? { session, at })),
    ...more.map((note) => lineOf(note, 0, now)),
  ];
}

async function replace(files: FileSystem, path: string, closedBy: string, bytes: Buffer): Promise<void> {
  const draft = `${path}.${newSession()}`;
  try {
    const file = await files.open(draft, "create");
    try {
      await file.append(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    // Another prune may have finished while this one was suspended.
    const { sessions } = await readJournal(files, path);
    if (!sessions.has(closedBy)) throw new Error("it was pruned by another process in the meantime");
    await files.rename(draft, path);
  } catch (error) {
    await files.remove(draft).catch(() => {});
    throw error;
  }
  await files.syncFolder(dirname(path));
}

function newSession(): string {
  return randomBytes(8).toString("hex");
}
