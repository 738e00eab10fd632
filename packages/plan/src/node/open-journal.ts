import { dirname } from "node:path";
import { type OptionKinds, readOptions } from "@aom-workflow/client/internal";
import type { Target } from "../journal/action.ts";
import type { Claim, Intent, Journal } from "../journal/journal.ts";
import { PlanError } from "../journal/plan-error.ts";
import { noJournal, refuseAddress, unusable } from "./errors.ts";
import type { FileSystem, OpenFile } from "./files.ts";
import type { Note } from "./record.ts";
import { type Environment, journalPath, targetIn } from "./state-folder.ts";
import { type System, thisSystem } from "./system.ts";
import { Writer } from "./writer.ts";

/** Which journal to open, and whether to create it. */
export interface OpenJournalOptions {
  readonly target: Target;
  /** Default: a file for the target in the user's state folder. With a path of your own, a network disk is at your own risk. */
  readonly path?: string | undefined;
  /** Create it if it does not exist. Default: false, since a plan belongs to an existing journal. */
  readonly create?: boolean | undefined;
  /** Use the journal of another host, after a person has checked that it is no longer used there. Default: false. */
  readonly takeOver?: boolean | undefined;
  /** Default: `process.env`. */
  readonly env?: Environment | undefined;
}

const optionKinds: OptionKinds<OpenJournalOptions> = { target: "value", path: "value", create: "switch", takeOver: "switch", env: "value" };

/** A journal in a file. */
export interface FileJournal extends Journal {
  readonly path: string;
  /** Records that were skipped, or whose actions are in doubt because they were changed, as sentences. */
  readonly warnings: readonly string[];
}

/**
 * Opens the journal of a target: an append-only file of JSON lines, mode 0600. Any number of processes on one machine may have it open: the first
 * intent for a key in the file wins, and is on disk before `claim` resolves. Outcomes are written at once, and are on disk with the next intent or
 * when the journal is closed.
 *
 * @throws InvalidInputError for an unknown or unusable option
 * @throws PlanError `other-journal` if there is none, or it is of another target; `other-host` if it belongs to another host; `invalid-journal` if it
 * cannot be read or written, or was changed
 */
export function openJournal(options: OpenJournalOptions): Promise<FileJournal> {
  return openJournalOn(thisSystem(), options);
}

export async function openJournalOn(system: System, options: OpenJournalOptions): Promise<FileJournal> {
  const { files } = system;
  const { create = false, takeOver = false, env } = readOptions(options, optionKinds);
  const target = targetIn(options.target);
  if (options.path !== undefined) refuseAddress(options.path, "openPostgresJournal");
  const path = options.path ?? journalPath(target, env);
  if (options.path === undefined) await refuseNetwork(files, path);
  const file = await openFile(files, path, create);
  try {
    const writer = new Writer(path, file);
    await writer.begin({ target, system, create, takeOver });
    // The process that created it may have ended before its name was on disk.
    await files.syncFolder(dirname(path));
    return journalOf(writer, target, system);
  } catch (error) {
    await file.close().catch(() => {});
    throw unusable(path, error);
  }
}

function journalOf(writer: Writer, target: Target, system: System): FileJournal {
  const { history, path, session } = writer;
  const { ledger } = history;
  const write = async (note: Note, isSynced = false) => {
    await writer.write(note, isSynced);
  };
  return {
    id: history.header?.id ?? "",
    target,
    session,
    path,
    warnings: history.warnings,
    pruned: history.pruned,
    async entry(key) {
      writer.catchUp();
      return ledger.entries.get(key);
    },
    async claim(intent: Intent): Promise<Claim> {
      for (;;) {
        if (await writer.write({ type: "intent", ...intent }, true)) return { isClaimed: true };
        const entry = ledger.inTheWay(intent);
        if (entry !== undefined) return { isClaimed: false, entry };
        // What prevented it has been deferred in the meantime.
      }
    },
    isBeingSent: async (entry) => history.isBeingSent(entry, system),
    senderOf({ session }) {
      const { process } = history.sessions.get(session ?? "") ?? {};
      return process && `process ${process.pid}`;
    },
    settle: (settlement) => write({ type: "settled", ...settlement }),
    watched: (watched) => write({ type: "watched", ...watched }),
    mark: (mark) => write({ type: "mark", ...mark }, true),
    async planMark(plan) {
      writer.catchUp();
      return ledger.planMark(plan);
    },
    async approvals(since) {
      writer.catchUp();
      return ledger.approvals(since);
    },
    async counts(plan) {
      writer.catchUp();
      return ledger.counts(plan);
    },
    async doubts() {
      writer.catchUp();
      return ledger.doubts();
    },
    close: () => writer.close(),
  };
}

async function refuseNetwork(files: FileSystem, path: string): Promise<void> {
  const network = await files.networkOf(dirname(path)).catch(() => undefined);
  if (network !== undefined)
    throw new PlanError(
      "invalid-journal",
      `The journal ${path} would be on a network file system (${network}), where two machines can overwrite each other. Use a local file, or pass this path explicitly to use it anyway.`,
    );
}

async function openFile(files: FileSystem, path: string, create: boolean): Promise<OpenFile> {
  try {
    return await files.open(path, "append");
  } catch (error) {
    if (Object(error).code !== "ENOENT") throw unusable(path, error);
    if (!create) throw noJournal(path, error);
  }
  try {
    await files.makeFolder(dirname(path));
    return await files.open(path, "create");
  } catch (error) {
    if (Object(error).code === "EEXIST") return openFile(files, path, false);
    throw unusable(path, error);
  }
}
