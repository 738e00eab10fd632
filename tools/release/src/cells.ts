import { MissingError } from "../../lab/install.ts";

/** One line of the rehearsal: something that a user does with what is installed. */
export interface Cell {
  /** What it is about, and what breaks for a user when it is red. */
  readonly title: string;
  /** Fails when a user would be failed. @returns a remark, such as a size */
  readonly run: () => Promise<string | undefined>;
}

export interface Result {
  readonly title: string;
  /** `missing`: what the cell needs could not be installed on this machine. It has shown nothing then, and has not passed. */
  readonly verdict: "ok" | "red" | "missing";
  /** A remark, or why it is not ok. */
  readonly text: string;
}

/** What several cells need is made when the first one asks for it. */
export function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

/** The cells whose title has a word, in any case; all of them without one. */
export function selected(cells: readonly Cell[], word = ""): readonly Cell[] {
  return cells.filter(({ title }) => title.toLowerCase().includes(word.toLowerCase()));
}

/**
 * Runs cells, some at the same time.
 *
 * @param report called with each result as it comes
 */
export async function runCells(cells: readonly Cell[], atOnce: number, report: (result: Result) => void): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = [...cells];
  const work = async () => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      const result = await resultOf(cell);
      results.push(result);
      report(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

async function resultOf({ title, run }: Cell): Promise<Result> {
  try {
    return { title, verdict: "ok", text: (await run()) ?? "" };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { title, verdict: error instanceof MissingError ? "missing" : "red", text };
  }
}

/** A result in one line; what is wrong follows in lines of its own. */
export function lineOf({ title, verdict, text }: Result): string {
  if (verdict === "red") return `red      ${title}\n${indented(text)}`;
  const [remark = ""] = text.split("\n");
  return `${verdict.padEnd(8)} ${title}${remark === "" ? "" : ` – ${remark}`}`;
}

/** How many of each; a rehearsal in which something is missing has not shown what it is there to show. */
export function summaryOf(results: readonly Result[]): { readonly line: string; readonly success: boolean } {
  const count = (verdict: Result["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  const line = `${count("ok")} ok, ${count("red")} red, ${count("missing")} missing`;
  return { line, success: results.length > 0 && count("ok") === results.length };
}

const longest = 60;

function indented(text: string): string {
  const lines = text.trimEnd().split("\n");
  const shown = lines.length > longest ? [...lines.slice(0, longest / 2), "…", ...lines.slice(-longest / 2)] : lines;
  return shown.map((line) => `           ${line}`).join("\n");
}
