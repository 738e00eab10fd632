import { MissingError } from "../../lab/install.ts";

/** One line of the rehearsal of a release: something that a user does with the installed packages. */
export interface Check {
  /** What it is about, and what breaks for a user if it fails. */
  readonly title: string;
  /** Throws if it would not work for a user. @returns a remark, such as a size */
  readonly run: () => Promise<string | undefined>;
}

export interface Result {
  readonly title: string;
  /** `missing`: something that the check needs could not be installed on this machine, so it has not passed. */
  readonly verdict: "passed" | "failed" | "missing";
  /** A remark, or why it did not pass. */
  readonly text: string;
}

/** A value that several checks share, made when the first one needs it. */
export function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

/** The checks whose title contains a word, ignoring case; all of them without a word. */
export function selected(checks: readonly Check[], word = ""): readonly Check[] {
  return checks.filter(({ title }) => title.toLowerCase().includes(word.toLowerCase()));
}

/**
 * Runs checks, `atOnce` at a time.
 *
 * @param report called with each result as it comes
 */
export async function runChecks(checks: readonly Check[], atOnce: number, report: (result: Result) => void): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = [...checks];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const result = await resultOf(check);
      results.push(result);
      report(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

async function resultOf({ title, run }: Check): Promise<Result> {
  try {
    return { title, verdict: "passed", text: (await run()) ?? "" };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { title, verdict: error instanceof MissingError ? "missing" : "failed", text };
  }
}

/** A result in one line; the error of a failed one follows, indented. */
export function lineOf({ title, verdict, text }: Result): string {
  if (verdict === "failed") return `failed   ${title}\n${indented(text)}`;
  const [remark = ""] = text.split("\n");
  return `${verdict.padEnd(8)} ${title}${remark === "" ? "" : ` – ${remark}`}`;
}

/** How many of each. Success means that every check passed, so a missing one is not a success. */
export function summaryOf(results: readonly Result[]): { readonly line: string; readonly success: boolean } {
  const count = (verdict: Result["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  const line = `${count("passed")} passed, ${count("failed")} failed, ${count("missing")} missing`;
  return { line, success: results.length > 0 && count("passed") === results.length };
}

const mostLines = 60;

function indented(text: string): string {
  const lines = text.trimEnd().split("\n");
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines / 2), "…", ...lines.slice(-mostLines / 2)] : lines;
  return shown.map((line) => `           ${line}`).join("\n");
}
