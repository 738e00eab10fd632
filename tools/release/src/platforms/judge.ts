import type { CaseName, End } from "./probe.ts";

/** What a platform can know. */
export interface Knowledge {
  /** Whether an error proves that nothing was sent. */
  readonly provesNotSent: boolean;
  /** Whether a refusal is certainly the response to the only request that was sent. */
  readonly believesRefusals: boolean;
}

/** What the server saw of one execution. */
export interface Seen {
  /** For each request that was read, whether its connection had served another one before. */
  readonly reused: readonly boolean[];
  /** Requests after which the operation may have been done. */
  readonly processed: number;
  /** What should not have arrived. */
  readonly wrong: readonly string[];
}

/** What is wrong with how a call ended, given what really happened; undefined if nothing is. */
export function judge(end: End, seen: Seen, knowledge: Knowledge, byFetch: boolean): string | undefined {
  const { name, outcome, code } = end;
  const said = [outcome, code].filter(Boolean).join(" ");
  const denied = outcome === "rejected" || outcome === "not-sent";
  if (seen.wrong.length > 0) return seen.wrong.join(", ");
  if (denied && seen.processed > 0) return `says ${outcome}, although it may have been done`;
  if (outcome === "applied" && seen.processed !== 1) return `says applied, although it was done ${seen.processed} times`;
  if (denied && byFetch && seen.reused.includes(true)) return `says ${outcome}, although the connection was not new`;
  // A platform that resends on its own cannot be stopped; all we can promise is that the outcome is then unknown.
  if (seen.processed > 1 && knowledge.believesRefusals) return `was done ${seen.processed} times`;
  const allowed = ends(name, knowledge);
  return allowed.includes(said) ? undefined : `ended as ${said}, not as ${allowed.join(" or ")}: ${end.message ?? ""}`;
}

/** How a call may end. Anything else would be untrue, or more cautious than necessary. */
function ends(name: CaseName, { provesNotSent, believesRefusals }: Knowledge): readonly string[] {
  switch (name) {
    case "token":
    case "signed":
      return ["applied"];
    case "refusal":
      return [believesRefusals ? "rejected api-error" : "unknown api-error"];
    case "nothing-listens":
    case "no-such-host":
      return [provesNotSent ? "not-sent connection" : "unknown connection"];
    case "redirect":
      return ["unknown unexpected-status", "unknown connection"];
    case "cut-after-read":
      return ["unknown connection"];
    case "connection-dies-when-reused":
      // Applied if each call has a connection of its own; a refusal if the platform itself sends a second time.
      return ["unknown connection", "unknown api-error", "applied"];
    case "time-out":
      return ["unknown timeout"];
    case "abort":
      return ["unknown aborted"];
  }
}
