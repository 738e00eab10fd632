import { randomBytes } from "node:crypto";
import type { Target } from "../journal/action.ts";
import { PlanError } from "../journal/plan-error.ts";
import { closed, misplaced, noJournal, unusable } from "./errors.ts";
import type { OpenFile } from "./files.ts";
import { History, isSameTarget } from "./history.ts";
import { databasePrefix, type Host, isSameHost } from "./host.ts";
import { bytesOf, journalVersion, linkOf, type Note } from "./record.ts";
import type { System } from "./system.ts";

interface Waiting {
  readonly note: Note;
  readonly isSynced: boolean;
  readonly resolve: (isWon: boolean) => void;
  readonly reject: (error: PlanError) => void;
}

/** Writes in groups: requests that arrive while the disk is busy are written together, with one sync. */
export class Writer {
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

  /** Checks that it may be used and can be written, before anything is sent. */
  async begin({ target, system, create, takeOver }: { target: Target; system: System; create: boolean; takeOver: boolean }): Promise<void> {
    const { host, processes } = system;
    this.history.read(this.#file);
    if (this.history.header !== undefined) this.#check(target, host, takeOver);
    else if (!create) throw noJournal(this.path);
    const takesOver = this.history.host !== undefined && !isSameHost(this.history.host, host);
    const begun: Note[] = this.history.header === undefined ? [headerFor(target, host)] : [];
    const notes: Note[] = [...begun, { type: "session", ...processes.own, host, ...(takesOver && { takesOver }) }];
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
        `${this.path} is the journal of project ${header.projectId} at ${header.endpoint}, not of project ${target.projectId} at ${target.endpoint}. Omit --journal: the right one is found by project and endpoint.`,
      );
    if (header.host.name.startsWith(databasePrefix))
      throw new PlanError(
        "other-journal",
        `The journal ${this.path} was exported from ${header.host.name}, and does not know what was done since. Use that journal.`,
      );
    if (!takeOver && !isSameHost(owner, host))
      throw new PlanError(
        "other-host",
        `The journal ${this.path} belongs to the host ${owner.name}; this is ${host.name}. If it is still used there, actions could be done twice. If it is not, it can be taken over.`,
      );
    if (isClosed) throw closed(this.path);
  }

  /** @returns whether an intent won. @throws PlanError if nothing more may be sent */
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
    // Requests of the same turn are written together.
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
    // The order of the file decides which intent was first, once it is on disk.
    this.history.read(this.#file);
    if (this.history.sessions.get(this.session)?.n !== this.#n) throw new Error("what was written is not there");
    if (this.history.isClosed) throw closed(this.path);
    if (this.#isSynced && !this.#file.isInPlace()) throw misplaced(this.path);
    // A read may have failed in the meantime.
    if (this.#failure) throw this.#failure;
  }

  #wins(n: number): boolean {
    const isWon = this.#won.get(n) === true;
    this.#won.delete(n);
    return isWon;
  }

  /** After a failed sync the system may treat lost data as written, so nothing more can be relied on. */
  #fail(error: unknown): PlanError {
    this.#failure ??= unusable(this.path, error);
    return this.#failure;
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
