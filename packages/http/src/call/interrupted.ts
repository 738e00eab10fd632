import type { Failure } from "../failure/failure.ts";
import type { Deadline } from "./deadline.ts";

/** The failure of an attempt that was ended from outside; nothing when it was not. @param status of the answer, where its head had come */
export function interrupted({ interruption }: Deadline, outcome: "not-sent" | "unknown", status?: number): Failure | undefined {
  if (!interruption) return undefined;
  if (interruption.by === "caller") return { code: "aborted", outcome, cause: interruption.reason, status };
  return { code: "timeout", outcome, limit: interruption.limit, milliseconds: interruption.milliseconds, status };
}
