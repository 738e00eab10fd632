import { type Gate, gates } from "./gates.ts";
import type { Verdict } from "./worker.ts";

/** What the gates made of the mutations. Code that is generated otherwise is shown, but kills nothing: who changes a contract generates anew. */
export interface Report {
  readonly text: string;
  readonly survivors: readonly string[];
  /** Called equivalent, but killed, or no longer there. */
  readonly stale: readonly string[];
}

const killing = new Set<Gate>(["facts", "lint", "generation"]);

export function reportOf(verdicts: readonly Verdict[], equivalent: Readonly<Record<string, string>>): Report {
  const isKilled = ({ closed }: Verdict) => closed.some((gate) => killing.has(gate));
  const alive = verdicts.filter((verdict) => !isKilled(verdict)).map(({ name }) => name);
  const survivors = alive.filter((name) => !(name in equivalent));
  const stale = Object.keys(equivalent).filter((name) => !alive.includes(name));
  const kinds = [...new Set(verdicts.map(({ kind }) => kind))].sort();
  const row = (name: string, of: readonly Verdict[]) =>
    [
      name,
      of.length,
      of.filter(isKilled).length,
      ...gates.map((gate) => of.filter(({ closed }) => closed.includes(gate)).length),
      of.filter(({ closed }) => closed.length === 1 && closed[0] === "facts").length,
    ].map(String);
  const rows = [
    ["changed", "tried", "killed", ...gates, "facts alone"],
    ...kinds.map((kind) =>
      row(
        kind,
        verdicts.filter((verdict) => verdict.kind === kind),
      ),
    ),
    row("all", verdicts),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  const text = rows
    .map((cells) =>
      cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "),
    )
    .join("\n");
  return { text, survivors, stale };
}
