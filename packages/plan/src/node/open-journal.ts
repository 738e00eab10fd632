import { randomBytes } from "node:crypto";
import { dirname } from "node:path";
import type { Target } from "../action.ts";
import type { Claim, Intent, Journal } from "../journal.ts";
import { PlanError } from "../plan-error.ts";
import { type FileSystem, nodeFiles, type OpenFile } from "./files.ts";
import { History, isSameTarget } from "./history.ts";
import { type Host, isSameHost, thisHost } from "./host.ts";
import { bytesOf, journalVersion, linkOf, type Note } from "./record.ts";
import { canonical, type Environment, journalPath } from "./state-folder.ts";

/** Which journal, and whether it may be begun. */
export interface OpenJournalOptions {
  readonly target: Target;
  /** Default: a file for the target in the user's state folder. Another place may be on a network disk, at your own risk. */
  readonly path?: string | undefined;
  /** Begins it where there is none. Default: false, since a plan belongs to a journal that is there. */
  readonly create?: boolean | undefined;
  /** A person knows that the journal of another host is not in use there any more. Default: false. */
  readonly takeOver?: boolean | undefined;
  /** Default: `process.env`. */
  readonly env?: Environment | undefined;
}

/** A journal in a file. */
export interface FileJournal extends Journal {
  readonly path: string;
  /** What was skipped, or is in doubt because it was changed, as sentences. */
  readonly warnings: readonly string[];
}

/** What a journal needs of the machine. */
export interface System {
  readonly files: FileSystem;
  readonly host: Host;
}

/**
 * Opens the journal of a target: a file of JSON lines to which is only added, mode 0600. Any number of processes of one machine may have it open: the
 * first intent for a key in the file wins. It is on the disk before `claim` resolves; what is settled later is written at once, and is on the disk with
 * the next intent, or when the journal is closed.
 *
 * @throws PlanError `other-journal` where there is none, or it is of another target or host; `invalid-journal` where it cannot be read or written, or
 * was changed
 */
export function openJournal(options: OpenJournalOptions): Promise<FileJournal> {
  return openJournalOn({ files: nodeFiles, host: thisHost() }, options);
}

export async function openJournalOn({ files, host }: System, options: OpenJournalOptions): Promise<FileJournal> {
  const { create = false, takeOver = false, env } = options;
  const target = canonical(options.target);
  const path = options.path ?? journalPath(target, env);
  if (options.path === undefined) await refuseNetwork(files, path);
  const file = await openFile(files, path, create);
  try {
    const writer = new Writer(path, file);
    await writer.begin({ target, host, create, takeOver });
    // Whoever created it may have ended before its name was safe.
    await files.syncFolder(dirname(path));
    return journalOf(writer, target);
  } catch (error) {
    await file.close().catch(() => {});
    throw unusable(path, error);
  }
}

function journalOf(writer: Writer, target: Target): FileJournal {
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
    async entry(key) {
      writer.catchUp();
      return ledger.entries.get(key);
    },
    async claim(intent: Intent): Promise<Claim> {
      if (await writer.write({ type: "intent", ...intent }, true)) return { isClaimed: true };
      const entry = ledger.entries.get(intent.key);
      if (entry === undefined) throw new TypeError("An intent that did not win has an entry.");
      return { isClaimed: false, entry };
    },
    settle: (settlement) => write({ type: "settled", ...settlement }),
    watched: (watched) => write({ type: "watched", ...watched }),
    mark: (mark) => write({ type: "mark", ...mark }, true),
    async planMark(plan) {
      writer.catchUp();
      return ledger.planMark(plan);
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

interface Waiting {
  readonly note: Note;
  readonly isSynced: boolean;
  readonly resolve: (isWon: boolean) => void;
  readonly reject: (error: PlanError) => void;
}

/** Writes in groups: what is asked for while the disk is busy goes out with the next call of the system, and with one sync. */
class Writer {
  readonly session = randomBytes(8).toString("hex");
  readonly history: History;
  readonly path: string;
  readonly #file: OpenFile;
  readonly #won = new Map<number, boolean>();
  #waiting: Waiting[] = [];
  #work: Promise<void> | undefined;
  #n = 0;
  #link = "";
  #isSynced = true;
  #failure: PlanError | undefined;

  constructor(path: string, file: OpenFile) {
    this.path = path;
    this.#file = file;
    this.history = new History(path, ({ session, n }, isWon) => {
      if (session === this.session) this.#won.set(n, isWon);
    });
  }

  /** Finds out whether it may be used, and whether it can be written: before anything is sent. */
  async begin({ target, host, create, takeOver }: { target: Target; host: Host; create: boolean; takeOver: boolean }): Promise<void> {
    this.history.read(this.#file);
    if (this.history.header !== undefined) this.#check(target, host, takeOver);
    else if (!create) throw noJournal(this.path);
    const takesOver = this.history.host !== undefined && !isSameHost(this.history.host, host);
    const begun: Note[] = this.history.header === undefined ? [headerFor(target, host)] : [];
    const notes: Note[] = [...begun, { type: "session", pid: process.pid, host, ...(takesOver && { takesOver }) }];
    await Promise.all(notes.map((note) => this.write(note, true)));
    this.#check(target, host, takeOver);
  }

  /** @throws PlanError unless it is the journal of this target and host, and is not being rewritten */
  #check(target: Target, host: Host, takeOver: boolean): void {
    const { header, host: owner, isClosed } = this.history;
    if (header === undefined || owner === undefined) throw noJournal(this.path);
    if (!isSameTarget(header, target))
      throw new PlanError(
        "other-journal",
        `${this.path} is the journal of project ${header.projectId} at ${header.endpoint}, not of project ${target.projectId} at ${target.endpoint}.`,
      );
    if (!takeOver && !isSameHost(owner, host))
      throw new PlanError(
        "other-journal",
        `The journal ${this.path} belongs to the host ${owner.name}; this is ${host.name}. If it is still used there, actions could be done twice. If it is not, take it over.`,
      );
    if (isClosed) throw closed(this.path);
  }

  /** @returns whether it won, for an intent. @throws PlanError where nothing more may be sent */
  write(note: Note, isSynced: boolean): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ note, isSynced, resolve, reject });
      this.#work ??= this.#writeGroups();
    });
  }

  /** Reads what others have written. */
  catchUp(): void {
    if (this.#failure) throw this.#failure;
    try {
      this.history.read(this.#file);
    } catch (error) {
      throw this.#fail(error);
    }
  }

  async close(): Promise<void> {
    await this.#work;
    if (!this.#failure && !this.#isSynced) await this.#file.sync().catch((error: unknown) => this.#fail(error));
    const failure = this.#failure;
    this.#failure ??= new PlanError("invalid-journal", `The journal ${this.path} was closed.`);
    await this.#file.close().catch(() => {});
    if (failure) throw failure;
  }

  async #writeGroups(): Promise<void> {
    // What is asked for in the same turn goes together.
    await undefined;
    while (this.#waiting.length > 0 && !this.#failure) {
      const group = this.#waiting;
      this.#waiting = [];
      const first = this.#n + 1;
      try {
        await this.#writeGroup(group);
        for (const [index, { resolve }] of group.entries()) resolve(this.#wins(first + index));
      } catch (error) {
        const failure = this.#fail(error);
        for (const { reject } of group) reject(failure);
      }
    }
    this.#work = undefined;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure as PlanError);
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    const at = Date.now();
    const lines = group.map(({ note }) => {
      const bytes = bytesOf({ session: this.session, n: ++this.#n, previous: this.#link, at, note });
      this.#link = linkOf(bytes);
      return bytes;
    });
    this.#isSynced = false;
    await this.#file.append(Buffer.concat(lines));
    if (group.some(({ isSynced }) => isSynced)) {
      await this.#file.sync();
      this.#isSynced = true;
    }
    // Who was first is decided by the order of the file, once it is safe.
    this.history.read(this.#file);
    if (this.history.sessions.get(this.session)?.n !== this.#n) throw new Error("what was written is not there");
    if (this.history.isClosed) throw closed(this.path);
    // A question may have failed meanwhile.
    if (this.#failure) throw this.#failure;
  }

  #wins(n: number): boolean {
    const isWon = this.#won.get(n) === true;
    this.#won.delete(n);
    return isWon;
  }

  /** After a failed sync the system may take for written what is not: nothing can be relied on any more. */
  #fail(error: unknown): PlanError {
    this.#failure ??= unusable(this.path, error);
    return this.#failure;
  }
}

async function refuseNetwork(files: FileSystem, path: string): Promise<void> {
  const network = await files.networkOf(dirname(path)).catch(() => undefined);
  if (network !== undefined)
    throw new PlanError(
      "invalid-journal",
      `The journal ${path} would be on a network file system (${network}), where two machines can overwrite each other. Name a local file, or this one to use it all the same.`,
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

function headerFor(target: Target, host: Host): Note {
  const id = randomBytes(6).toString("hex");
  return {
    type: "journal",
    schema: "aom-workflow-journal",
    version: journalVersion,
    id,
    ...target,
    host,
    begunAt: new Date().toISOString(),
  };
}

function noJournal(path: string, cause?: unknown): PlanError {
  return new PlanError("other-journal", `There is no journal at ${path}. Without it nobody knows what was done.`, { cause });
}

function closed(path: string): PlanError {
  return new PlanError("invalid-journal", `The journal ${path} is being pruned, or was not pruned to the end. Prune it again.`);
}

export function unusable(path: string, error: unknown): PlanError {
  if (error instanceof PlanError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new PlanError("invalid-journal", `The journal ${path} cannot be used: ${why}`, { cause: error });
}
