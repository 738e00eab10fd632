import type { Target } from "../journal/action.ts";
import { prunedAgain } from "../journal/forgotten.ts";
import { type Entry, longestCallMs, type PruneMark } from "../journal/journal.ts";
import { newLedger } from "../journal/ledger.ts";
import { PlanError } from "../journal/plan-error.ts";
import { planAnew } from "./errors.ts";
import type { OpenFile } from "./files.ts";
import { type Host, isSameHost } from "./host.ts";
import type { ProcessMark } from "./processes.ts";
import { type Counted, type JournalHeader, type JournalRecord, journalVersion, linkOf, piecesOf } from "./record.ts";
import type { System } from "./system.ts";

/** Bytes to read at once, and the longest record. */
const chunk = 256 * 1024;
const longestPiece = 16 * 1024 * 1024;

/** A writer: how many records it wrote, and the hash that links the next one to the last. */
interface Session {
  readonly id: string;
  readonly n: number;
  readonly link: string;
  /** When the last record was written, in milliseconds since 1970. */
  readonly at: number;
  /** Where it ran; undefined if the journal was rewritten since. */
  readonly process: (ProcessMark & { readonly host: Host }) | undefined;
}

/** The content of a journal, as far as it was read. */
export class History {
  readonly ledger = newLedger();
  readonly sessions = new Map<string, Session>();
  /** Records that were skipped, or whose actions are in doubt because they were changed, as sentences. */
  readonly warnings: string[] = [];
  /** Lines that were changed. */
  readonly changed: number[] = [];
  header: JournalHeader | undefined;
  /** The host that may write: where the journal was created, or which took it over. */
  host: Host | undefined;
  /** When an action was last recorded, or a plan held or released, in milliseconds since 1970. */
  changedAt = 0;
  isClosed = false;
  /** Set if it was pruned. */
  pruned: PruneMark | undefined;
  records = 0;
  readonly #path: string;
  readonly #onRecord: ((record: JournalRecord, isWon: boolean) => void) | undefined;
  #at = 0;
  #position = 0;
  #line = 1;
  /** Changed records whose session is not known. */
  #damaged = 0;

  /** @param onRecord called with each record in order, and whether its intent won */
  constructor(path: string, onRecord?: (record: JournalRecord, isWon: boolean) => void) {
    this.#path = path;
    this.#onRecord = onRecord;
  }

  /**
   * Reads what is new.
   *
   * @param isEnd nothing more is written: an incomplete record was cut off
   * @throws PlanError `invalid-journal` with the line of a change that cannot be treated as doubt
   */
  read(file: Pick<OpenFile, "read" | "size">, isEnd = false): void {
    for (let length = chunk; ; ) {
      const size = file.size();
      if (size < this.#position) throw this.#invalid("was cut off while it was open");
      if (size === this.#position) return;
      const bytes = file.read(this.#position, Math.min(size - this.#position, length));
      if (this.#position === 0) this.#refusePlan(bytes);
      const isLast = this.#position + bytes.length >= size;
      const before = this.#position;
      for (const piece of piecesOf(bytes, isEnd && isLast)) {
        this.#take(piece);
        this.#position += piece.length;
      }
      if (isLast) return;
      length = this.#position === before ? length * 2 : chunk;
      if (length > longestPiece) throw this.#invalid("is not a record of a journal", this.#line);
    }
  }

  /** Refuses a plan that was passed instead of its journal. */
  #refusePlan(bytes: Buffer): void {
    if (/^[\da-f]{8} \{"schema":"aom-workflow-plan"/.test(bytes.subarray(0, 100).toString("latin1")))
      throw new PlanError("invalid-journal", `${this.#path} is a plan, not a journal. Pass it to apply.`);
  }

  /** Is it being sent, by a process on this machine that is still running? */
  isBeingSent({ state, session = "", at }: Entry, { host, processes }: Pick<System, "host" | "processes">): boolean {
    if (state !== "open" || Date.now() - at > longestCallMs) return false;
    const { process } = this.sessions.get(session) ?? {};
    return process !== undefined && isSameHost(process.host, host) && processes.isAlive(process);
  }

  #take(piece: Counted): void {
    this.#line += piece.lines;
    if (piece.kind === "record") this.#add(piece.record, piece.bytes);
    else if (piece.kind === "torn") this.warnings.push(`Line ${this.#line} is incomplete and is skipped${meaningOf(piece.type)}.`);
    else if (piece.kind === "damaged") this.#doubt(piece.key);
  }

  #doubt(key: string | undefined): void {
    if (key === undefined) throw this.#invalid("was changed, and its action cannot be read", this.#line);
    const record: JournalRecord = { session: "unknown", n: 0, previous: "", at: this.#at, note: { type: "doubt", key } };
    this.#damaged++;
    this.ledger.doubt(key, record);
    this.#onRecord?.(record, false);
    this.changed.push(this.#line);
    this.warnings.push(`Line ${this.#line} was changed. Its action is in doubt: ${key}`);
  }

  #add(record: JournalRecord, bytes: Buffer): void {
    const { n, previous, at, note } = record;
    const before = this.sessions.get(record.session) ?? { id: record.session, n: 0, link: "", at: 0, process: undefined };
    const session = before.id;
    const lost = n - before.n - 1;
    if (lost < 0) throw this.#invalid("is duplicated or out of order", this.#line);
    if (lost > this.#damaged)
      throw this.#invalid(`does not follow: ${lost === 1 ? "a record" : `${lost} records`} before it is missing`, this.#line);
    if (lost === 0 && previous !== before.link) throw this.#invalid("does not follow the record before it", this.#line);
    this.#damaged -= lost;
    this.sessions.set(session, { id: session, n, link: linkOf(bytes), at, process: note.type === "session" ? note : before.process });
    this.records++;
    this.#at = at;
    const origin = record.of ?? { session, at };
    let isWon = false;
    switch (note.type) {
      case "journal":
        this.#begin(note);
        break;
      case "session":
        if (note.takesOver) this.host = note.host;
        break;
      case "doubt":
        this.ledger.doubt(note.key, origin);
        break;
      case "closed":
        this.isClosed = true;
        break;
      case "pruned":
        this.pruned = prunedAgain(this.pruned, note, origin.at);
        break;
      default:
        isWon = this.ledger.add(note, origin);
        this.changedAt = Math.max(this.changedAt, at);
    }
    if (this.header === undefined) throw this.#invalid("comes before the header", this.#line);
    this.#onRecord?.(record, isWon);
  }

  /** If two processes create a journal at once, the first header in the file counts. */
  #begin(header: JournalHeader): void {
    if (header.schema !== "aom-workflow-journal") throw this.#invalid("is not the header of a journal", this.#line);
    if (header.version !== journalVersion)
      throw new PlanError(
        "invalid-journal",
        `The journal ${this.#path} is of version ${String(header.version)}; this program reads version ${journalVersion}. Use the program that wrote it, or a newer one.`,
      );
    if (this.header !== undefined && !isSameTarget(this.header, header))
      throw this.#invalid("is the header of another journal", this.#line);
    this.header ??= header;
    this.host ??= header.host;
  }

  #invalid(what: string, line?: number): PlanError {
    const where = line === undefined ? "It" : `Line ${line}`;
    const next = `To see what is wrong: journal --verify. Restore a backup that has everything done since. If that is not possible, set it aside and ${planAnew}`;
    return new PlanError("invalid-journal", `The journal ${this.#path} cannot be used. ${where} ${what}. ${next}`, {
      lines: line === undefined ? [] : [line],
    });
  }
}

/** What an incomplete record means. */
function meaningOf(type: string | undefined): string {
  if (type === "intent") return ": nothing was sent for it";
  return type === "settled" ? ". It recorded an outcome: unless a later line has it, the action is in doubt" : "";
}

export function isSameTarget(one: Target, other: Target): boolean {
  return one.endpoint === other.endpoint && one.projectId === other.projectId;
}
