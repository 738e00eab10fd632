/** What we read of a report in the mutation testing schema, which StrykerJS writes. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: "Killed" | "Timeout" | "Survived" | "NoCoverage" | "Ignored" | "CompileError" | "RuntimeError" | "Pending";
  readonly replacement?: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

/** Both count from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A change that no test notices. */
export interface Survivor {
  readonly file: string;
  /** What the source says, in one line. */
  readonly code: string;
  /** What it was changed to, in one line. */
  readonly replacement: string;
}

const noticed = ["Killed", "Timeout"];
const unnoticed = ["Survived", "NoCoverage"];

/** How many of the changes tests notice, in per cent; code that no test reaches counts as unnoticed. Not a number where there are no changes. */
export function scoreOf(report: Report): number {
  const all = Object.values(report.files).flatMap(({ mutants }) => mutants);
  const count = (statuses: readonly string[]) => all.filter(({ status }) => statuses.includes(status)).length;
  return (100 * count(noticed)) / (count(noticed) + count(unnoticed));
}

/** In the order of the files and lines. */
export function survivorsIn(report: Report): readonly Survivor[] {
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => unnoticed.includes(status))
      .sort((one, other) => one.location.start.line - other.location.start.line || one.location.start.column - other.location.start.column)
      .map(({ location, replacement = "" }) => ({ file, code: inOneLine(part(source, location)), replacement: inOneLine(replacement) })),
  );
}

function part(source: string, { start, end }: Mutant["location"]): string {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines.map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined)).join("\n");
}

function inOneLine(code: string): string {
  const line = code.replace(/\s+/g, " ").trim();
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
