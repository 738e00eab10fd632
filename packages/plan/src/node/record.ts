import { hash } from "node:crypto";
import { crc32 as crcOf } from "node:zlib";
import type { Target } from "../journal/action.ts";
import type { PruneMark } from "../journal/journal.ts";
import type { Fact } from "../journal/ledger.ts";
import type { Host } from "./host.ts";
import type { ProcessMark } from "./processes.ts";

/** Raised when an older program would misread a journal. */
export const journalVersion = 1;

/** The first record of a journal. */
export interface JournalHeader extends Target {
  readonly type: "journal";
  readonly schema: "aom-workflow-journal";
  readonly version: number;
  readonly id: string;
  readonly host: Host;
  /** ISO 8601. */
  readonly begunAt: string;
}

/** The content of a record. */
export type Note =
  | Fact
  | JournalHeader
  /** A process opened the journal; it may have taken it over from another host. */
  | ({ readonly type: "session"; readonly host: Host; readonly takesOver?: boolean | undefined } & ProcessMark)
  /** Records were removed. */
  | ({ readonly type: "pruned" } & Omit<PruneMark, "at">)
  /** A record about this key could not be read. */
  | { readonly type: "doubt"; readonly key: string }
  /** It is being rewritten: nothing after this in the file counts. */
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
  /** The original session and time, if the journal was rewritten since. */
  readonly of?: { readonly session: string; readonly at: number } | undefined;
  readonly note: Note;
}

const lineFeed = 0x0a;
const opening = Buffer.from('\n{"size":');
const trailerLength = ',"crc":"00000000"}'.length;

/**
 * A record as bytes: a line break, so that it never continues an incomplete record, then one line of JSON. Its first member is the length of
 * everything after it, its last the checksum of everything before it. A key has its own checksum, since it must never be misread.
 */
export function bytesOf({ session, n, previous, at, of, note }: JournalRecord): Buffer {
  const check = "key" in note ? checksum(note.key) : undefined;
  const body = JSON.stringify({ session, n, previous, at, of, check, note }).slice(1, -1);
  const text = `\n{"size":${Buffer.byteLength(body) + trailerLength},${body}`;
  return Buffer.from(`${text},"crc":"${checksum(text.slice(1))}"}`);
}

/** Links a record to the one before it. @param bytes as `bytesOf` gives them, with or without the line break */
export function linkOf(bytes: Buffer): string {
  return hash("sha256", bytes[0] === lineFeed ? bytes.subarray(1) : bytes, "hex").slice(0, 16);
}

/** A piece of a journal. */
export type Piece =
  | { readonly kind: "record"; readonly record: JournalRecord; readonly bytes: Buffer }
  /** Incomplete, so its writer did not continue. The type of the record, if it can be read. */
  | { readonly kind: "torn"; readonly type?: string | undefined }
  /** Complete, but changed. The key, if it can be read reliably. */
  | { readonly kind: "damaged"; readonly key: string | undefined }
  | { readonly kind: "blank" };

/** A piece with its number of line breaks and bytes. */
export type Counted = Piece & { readonly lines: number; readonly length: number };

/**
 * Splits the bytes of a journal into pieces.
 *
 * @param isEnd false if the last piece may still be written to; it is then skipped
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
      // Another process may still be writing it.
      return;
    } else {
      yield { ...judge(piece), lines: linesIn(piece), length: piece.length };
      used += piece.length;
    }
  }
}

/** The last byte is not needed, since the checksum comes before it. */
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

/** The length of the record by its first member; undefined if that cannot be read. */
function lengthOf(bytes: Buffer): number | undefined {
  const [start, size] = /^\{"size":(\d{1,9}),/.exec(bytes.subarray(0, 32).toString("latin1")) ?? [];
  return start === undefined ? undefined : start.length + Number(size);
}

/** Classifies a piece that is not a complete record. */
function judge(piece: Buffer): Piece {
  // There are NULs if the length of a file was written but not its content.
  const text = piece.toString("latin1").replace(/[\0\s]+$/, "");
  if (text === "") return { kind: piece.includes(0) ? "torn" : "blank" };
  if (opening.toString().startsWith(text) || /^\n\{"size":\d*$/.test(text)) return { kind: "torn" };
  const length = lengthOf(piece.subarray(1));
  // A record with a trailer is complete: its length was changed.
  const isTorn = length !== undefined && text.length - 1 < length && !/,"crc":"[\da-f]{8}"\}$/.test(text);
  return isTorn ? { kind: "torn", type: /"note":\{"type":"(\w+)"/.exec(text)?.[1] } : { kind: "damaged", key: keyIn(text) };
}

/** The key of a changed record, if its own checksum shows that the key was not changed. */
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
