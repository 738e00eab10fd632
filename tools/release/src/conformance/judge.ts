import { admitted, type End, type Knowledge } from "./cases.ts";

/** What the server saw of one execution. */
export interface Seen {
  /** For each request that was read, whether its connection had served another one before. */
  readonly reused: readonly boolean[];
  /** Requests after which the operation may have been done. */
  readonly processed: number;
  /** What should never have arrived. */
  readonly wrong: readonly string[];
}

/** What is wrong with how a call ended, beside what really happened; nothing if it is all true. */
export function judge(end: End, seen: Seen, knowledge: Knowledge, onFetch: boolean): string | undefined {
  const { name, outcome, code } = end;
  const said = [outcome, code].filter(Boolean).join(" ");
  const denied = outcome === "rejected" || outcome === "not-sent";
  if (seen.wrong.length > 0) return seen.wrong.join("; ");
  if (denied && seen.processed > 0) return `says ${outcome} of what may have been done`;
  if (outcome === "applied" && seen.processed === 0) return "says applied of what the server never did";
  if (outcome === "applied" && seen.processed > 1) return `says applied of what was done ${seen.processed} times`;
  if (denied && onFetch && seen.reused.includes(true)) return `says ${outcome}, although the connection was not new`;
  // A platform that sends again by itself cannot be stopped; what is not sure whether it did is all that can be promised.
  if (seen.processed > 1 && knowledge.believesRefusals) return `was done ${seen.processed} times`;
  if (!admitted(name, knowledge).includes(said)) {
    return `ended as ${said}, not as ${admitted(name, knowledge).join(" or ")}: ${end.message ?? ""}`;
  }
  return undefined;
}

/** What is worth knowing beside that. */
export function remarkOf({ outcome, attempts = 1 }: End, { reused }: Seen): string {
  return reused.length > attempts ? `${outcome}; the platform itself sent it ${reused.length} times` : outcome;
}
