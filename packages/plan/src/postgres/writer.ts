import { PlanError } from "../journal/plan-error.ts";
import type { Note } from "../node/record.ts";
import { type Decided, landed, type Session, type Written, writeBatch } from "./batch.ts";
import { type Database, lasting, unusable } from "./database.ts";

interface Waiting {
  readonly note: Note;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: PlanError) => void;
}

/** Notes per transaction, at most. */
const maxNotes = 256;

/** Writes in groups: requests that arrive while the database is busy go into the next transaction. */
export class Writer {
  readonly #database: Database;
  readonly #reconnectMs: number;
  #session: Session;
  #waiting: Waiting[] = [];
  #work: Promise<void> | undefined;
  #failure: PlanError | undefined;

  constructor(database: Database, session: Session, reconnectMs: number) {
    this.#database = database;
    this.#session = session;
    this.#reconnectMs = reconnectMs;
  }

  get session(): string {
    return this.#session.id;
  }

  /** @throws PlanError if nothing more may be sent */
  write(note: Note): Promise<Written> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ note, resolve, reject });
      this.#work ??= this.#writeGroups();
    });
  }

  async close(): Promise<void> {
    await this.#work;
    const failure = this.#failure;
    this.#failure ??= new PlanError("invalid-journal", `The journal in ${this.#database.name} was closed.`);
    if (failure) throw failure;
  }

  async #writeGroups(): Promise<void> {
    // Requests of the same turn are written together.
    await undefined;
    while (this.#waiting.length > 0 && !this.#failure) {
      const group = this.#waiting.splice(0, maxNotes);
      try {
        const written = await this.#writeGroup(group.map(({ note }) => note));
        for (const [index, { resolve }] of group.entries()) resolve(written[index] as Written);
      } catch (error) {
        this.#failure = unusable(this.#database, error);
        for (const { reject } of group) reject(this.#failure);
      }
    }
    this.#work = undefined;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure as PlanError);
  }

  async #writeGroup(notes: readonly Note[]): Promise<readonly Written[]> {
    let tried: Decided | undefined;
    const result = await lasting(this.#reconnectMs, () =>
      writeBatch(this.#database, this.#session, notes, (decided) => {
        tried = decided;
      }),
    );
    if (result !== landed) {
      this.#session = result.session;
      return result.written;
    }
    if (tried === undefined) throw new Error("a record of this session is there that it did not write");
    this.#session = tried.session;
    return this.#release(notes, tried.written);
  }

  /** The response to a commit was lost, but it was committed: the actions it claimed were not sent and are deferred. */
  async #release(notes: readonly Note[], written: readonly Written[]): Promise<readonly Written[]> {
    const releases = notes.flatMap((note, index): Note[] => {
      if (note.type !== "intent" || written[index]?.isWon !== true) return [];
      const reason = "Not sent: the connection to the journal broke while it was claimed.";
      return [{ type: "settled", key: note.key, plan: note.plan, ending: "deferred", reason }];
    });
    if (releases.length === 0) return written;
    const released = await this.#writeGroup(releases);
    const entries = new Map(released.map(({ entry }) => [entry?.key, entry]));
    return notes.map((note, index) =>
      note.type === "intent" && written[index]?.isWon === true
        ? { isWon: false, entry: entries.get(note.key) }
        : (written[index] as Written),
    );
  }
}
