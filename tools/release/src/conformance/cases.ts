/** What may happen to a call, as far as it depends on the platform that sends it. */
export const caseNames = [
  "token",
  "signed",
  "refusal",
  "nothing-listens",
  "no-such-host",
  "redirect",
  "cut-after-read",
  "connection-dies-when-reused",
  "time-out",
  "abort",
] as const;
export type CaseName = (typeof caseNames)[number];

/** What a platform can know. */
export interface Knowledge {
  /** Whether an error proves that nothing was sent. */
  readonly provesNotSent: boolean;
  /** Whether a refusal is surely the answer to the only request that was sent. */
  readonly believesRefusals: boolean;
}

/** How a call ended. */
export interface End {
  readonly name: CaseName;
  readonly outcome: string;
  readonly code?: string;
  readonly attempts?: number;
  readonly message?: string;
}

/** How it may end. Nothing else would be true, or more cautious than it has to be. */
export function admitted(name: CaseName, { provesNotSent, believesRefusals }: Knowledge): readonly string[] {
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
      // Applied, where each call has a connection of its own; a refusal comes where the platform itself sends a second time.
      return ["unknown connection", "unknown api-error", "applied"];
    case "time-out":
      return ["unknown timeout"];
    case "abort":
      return ["unknown aborted"];
  }
}
