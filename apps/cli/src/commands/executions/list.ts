import { isCallError, type UnreadExecution } from "@aom-workflow/client";
import { incompleteExitCode, unwrittenExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { escapedJson } from "../../output/text/printable.ts";
import type { Options } from "../../parse/tokens.ts";
import type { Called, CommandContext } from "../context.ts";
import { withIds } from "./find.ts";
import { type ReadingSession, reading, unreadDocument, unreadText } from "./reading.ts";

/** A list, as text and as data. */
export interface List<Row> {
  /** Of the command, and of the property that has the rows. */
  readonly name: string;
  /** Inputs of the contract that it takes. */
  readonly inputs?: readonly string[];
  /** The rows, each as it comes, by options with every id that was looked up. What could not be read is among them. */
  readonly rows: (session: ReadingSession, options: Options) => AsyncIterable<Row | UnreadExecution>;
  /** A row as data. */
  readonly item: (row: Row) => object;
  /** Properties of the document besides the rows, by all that was found. */
  readonly more?: (found: readonly Row[]) => object;
  /** Default: as they come. With it no row can be printed before all are read. */
  readonly order?: ((one: Row, other: Row) => number) | undefined;
  /** Rows at most. */
  readonly limit?: number | undefined;
  readonly text: (rows: readonly Row[]) => string;
  /** What is said where there are no rows, though every list is whole. */
  readonly nothing: string;
}

/** Reads a list and shows it: as a table, as one document, or with `--output jsonl` each row when it comes. */
export async function list<Row extends object>(called: Called, context: CommandContext, spec: List<Row>): Promise<Report> {
  const { name, limit = Number.POSITIVE_INFINITY, order } = spec;
  const isStreamed = called.options.output === "jsonl" && called.options.query === undefined;
  let written: Promise<string | undefined> = Promise.resolve(undefined);
  const write = (line: object) => {
    written = written.then((problem) => problem ?? context.stdout.write(`${escapedJson(line)}\n`));
  };
  const warn = isStreamed ? (message: string) => write({ error: { message } }) : context.warn;
  const warned = { ...context, warn };
  const { options } = await withIds(called, warned);
  let rows: Row[] = [];
  const unread: UnreadExecution[] = [];
  const { place, isRead } = await reading(name, spec.inputs ?? [], { options, context: warned }, async (session) => {
    for await (const row of spec.rows(session, options)) {
      if (isUnread(row)) {
        unread.push(row);
        if (isStreamed) write(unreadDocument(row));
      } else {
        rows.push(row);
        if (isStreamed && !order) write(spec.item(row));
      }
      if ((await written) !== undefined || (rows.length >= limit && !order)) break;
    }
    const { settings, sources } = session.plan;
    const place = { ...settings.place, projectId: session.projectId, profile: sources.profile.name, ...settings.input };
    return { place, isRead: session.isWhole() && unread.length === 0 };
  });
  const isWhole = isRead && !rows.some((row) => "executionId" in row && row.executionId === undefined);
  if (isRead && !isWhole) warn("The list may be incomplete: it has executions without an id.");
  const found = order ? rows.sort(order) : rows;
  rows = found.slice(0, limit);
  const behind = clockWarning(rows.flatMap((row) => Object.values(row).filter((value) => value instanceof Date)));
  if (behind) warn(behind);
  const exitCode = isWhole ? 0 : incompleteExitCode;
  if (isStreamed) {
    if (order) for (const row of rows) write(spec.item(row));
    const problem = await written;
    // A reader that has gone away has read enough.
    if (problem === undefined || problem === "EPIPE") return { exitCode };
    return { exitCode: unwrittenExitCode, talk: `Could not write the output (${problem}).` };
  }
  const nothing = isWhole ? spec.nothing : "Nothing was found, but the list may be incomplete.";
  // Whoever gave a query reads what it selects.
  const talk = unreadText(unread) ?? (rows.length === 0 && options.query === undefined ? nothing : undefined);
  const end = rows.length < found.length && context.stdout.isTerminal ? `\n\nShowing ${rows.length} of ${found.length}.` : "";
  return {
    exitCode,
    isReading: true,
    document: { ok: isWhole, ...place, ...spec.more?.(found), [name]: rows.map(spec.item), unread: unread.map(unreadDocument) },
    ...(rows.length > 0 && { text: spec.text(rows) + end }),
    ...(talk !== undefined && { talk }),
  };
}

function isUnread(row: object): row is UnreadExecution {
  return "error" in row && isCallError(row.error);
}

/** What clocks that are set right may differ by, in milliseconds. */
const toleranceMs = 5 * 60_000;

/** Says that this machine's clock is behind the service's, by times that the service gave; `--since` counts by it. */
export function clockWarning(times: readonly (Date | undefined)[], now = Date.now()): string | undefined {
  const ahead = times.reduce((most, time) => Math.max(most, time === undefined ? 0 : time.getTime() - now), 0);
  if (ahead <= toleranceMs) return undefined;
  return `The service's times are ${Math.round(ahead / 60_000)} min ahead of this machine's clock, which --since uses: check it with aom-workflow doctor.`;
}
