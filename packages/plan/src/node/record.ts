import { hash } from "node:crypto";
import { crc32 as crcOf } from "node:zlib";
import type { Target } from "../journal/action.ts";
import type { PruneMark } from "../journal/journal.ts";
import type { Fact } from "../journal/ledger.ts";
import type { Host } from "./host.ts";
import type { ProcessMark } from "./processes.ts";

/** Raised when a journal of an older version could be read wrongly. */
export const journalVersion = 1;

/** What a journal is, and where it began. */
export interface JournalHeader extends Target {
  readonly type: "journal";
  readonly schema: "aom-workflow-journal";
  readonly version: number;
  readonly id: string;
  readonly host: Host;
  /** ISO 8601. */
  readonly begunAt: string;
}

/** What a record says. */
export type Note =
  | Fact
  | JournalHeader
  /** A process opened the journal; it may have taken it over from another host. */
  | ({ readonly type: "session"; readonly host: Host; readonly takesOver?: boolean | undefined } & ProcessMark)
  /** Records were removed. */
  | ({ readonly type: "pruned" } & Omit<PruneMark, "at">)
  /** What was written about a key could not be read. */
  | { readonly type: "doubt"; readonly key: string }
  /** It is being rewritten: nothing that follows in this file counts. */
  | { readonly type: "closed" };

/** One line of a journal. */
export interface JournalRecord {
  readonly session: string;
  /** Counts the records of the session, from 1. */
  readonly n: number;
  /** Hash of the record of the session before this one; empty for the first. */
  readonly previous: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who wrote it first, where the journal was rewritten since. */
  readonly of?: { readonly session: string; readonly at: number } | undefined;
  readonly note: Note;
}

const lineFeed = 0x0a;
const opening = Buffer.from('\n{"size":');
const trailerLength = ',"crc":"00000000"}'.length;

/**
 * A record as bytes: a line break, so that it never continues what was torn before it, then one line of JSON. Its first member is the length of
 * all that follows the member, its last the checksum of all before it. A key has a checksum of its own: it is what must not be read wrongly.
 */
export function bytesOf({ session, n, previous, at, of, note }: JournalRecord): Buffer {
  const check = "key" in note ? checksum(note.key) : undefined;
  const body = JSON.stringify({ session, n, previous, at, of, check, note }).slice(1, -1);
  const text = `\n{"size":${Buffer.byteLength(body) + trailerLength},${body}`;
  return Buffer.from(`${text},"crc":"${checksum(text.slice(1))}"}`);
}

/** Ties a record to the one before it. @param bytes as `bytesOf` gives them, with the line break or without */
export function linkOf(bytes: Buffer): string {
  return hash("sha256", bytes[0] === lineFeed ? bytes.subarray(1) : bytes, "hex").slice(0, 16);
}

/** What stands at a place of a journal. */
export type Piece =
  | { readonly kind: "record"; readonly record: JournalRecord; readonly bytes: Buffer }
  /** Its end was never written, so its writer never went on. What type of record it was, where that can be read. */
  | { readonly kind: "torn"; readonly type?: string | undefined }
  /** It was whole and was changed. The key, where it can be read for sure. */
  | { readonly kind: "damaged"; readonly key: string | undefined }
  | { readonly kind: "blank" };

/** A piece, and how many line breaks and bytes it has. */
export type Counted = Piece & { readonly lines: number; readonly length: number };

/**
 * Takes the bytes of a journal apart, one piece at a time.
 *
 * @param isEnd false: more may be written to the last piece, which is then left alone
 */
export function* piecesOf(bytes: Buffer, isEnd: boolean): Generator<Counted, void, undefined> {
  let used = 0;
  while (used < bytes.length) {
    const isOpening = bytes.subarray(used, used + opening.length).equals(opening);
    const next = bytes.indexOf(opening, used + (isOpening ? opening.length : 0));
    const isLast = next === -1 && !isEnd;
    const piece = bytes.subarray(used, next === -1 ? bytes.length : next);
    const whole = isOpening ? wholeRecord(piece.subarray(1), isLast) : undefined;
    if (whole !== undefined) {
      yield { kind: "record", record: whole.record, bytes: whole.bytes, lines: 1, length: 1 + whole.used };
      used += 1 + whole.used;
    } else if (isLast) {
      // A record of another process may be only half there yet.
      return;
    } else {
      yield { ...judge(piece), lines: linesIn(piece), length: piece.length };
      used += piece.length;
    }
  }
}

/** The last byte is not needed: the checksum stands before it. */
function wholeRecord(bytes: Buffer, isLast: boolean) {
  const length = lengthOf(bytes);
  if (length === undefined || bytes.length < length - (isLast ? 0 : 1)) return undefined;
  const text = bytes.subarray(0, length - trailerLength);
  const trailer = `,"crc":"${checksum(text)}"}`;
  if (bytes.subarray(text.length, length - 1).toString("latin1") !== trailer.slice(0, -1)) return undefined;
  const whole =
    bytes[length - 1] === trailer.charCodeAt(trailerLength - 1) ? bytes.subarray(0, length) : Buffer.concat([text, Buffer.from(trailer)]);
  return { record: JSON.parse(whole.toString()) as JournalRecord, bytes: whole, used: Math.min(length, bytes.length) };
}

/** How long the record is by its first member; nothing where that cannot be read. */
function lengthOf(bytes: Buffer): number | undefined {
  const [start, size] = /^\{"size":(\d{1,9}),/.exec(bytes.subarray(0, 32).toString("latin1")) ?? [];
  return start === undefined ? undefined : start.length + Number(size);
}

/** What something is that is no whole record. */
function judge(piece: Buffer): Piece {
  // Where the length of a file was written but its content was not, there are NULs.
  const text = piece.toString("latin1").replace(/[\0\s]+$/, "");
  if (text === "") return { kind: piece.includes(0) ? "torn" : "blank" };
  if (opening.toString().startsWith(text) || /^\n\{"size":\d*$/.test(text)) return { kind: "torn" };
  const length = lengthOf(piece.subarray(1));
  // A record that has its trailer is not torn: its length was changed.
  const isTorn = length !== undefined && text.length - 1 < length && !/,"crc":"[\da-f]{8}"\}$/.test(text);
  return isTorn ? { kind: "torn", type: /"note":\{"type":"(\w+)"/.exec(text)?.[1] } : { kind: "damaged", key: keyIn(text) };
}

/** The key in a record that was changed, where its own checksum says that it was not. */
function keyIn(text: string): string | undefined {
  const keys = [...text.matchAll(/"key":("[^"\\]*")/g)];
  const checks = [...text.matchAll(/"check":"([\da-f]{8})"/g)];
  const [key, check] = [keys[0]?.[1], checks[0]?.[1]];
  if (keys.length !== 1 || checks.length !== 1 || key === undefined) return undefined;
  const read = key.slice(1, -1);
  return checksum(read) === check ? read : undefined;
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) lines++;
  return lines;
}

function checksum(text: string | Buffer): string {
  return crcOf(text).toString(16).padStart(8, "0");
}
