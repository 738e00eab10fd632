import type { ErrorCode, Outcome } from "@aom-workflow/client";
import type { Fault } from "@aom-workflow/mock";

/** What sends the requests. */
export type TransportName = "default" | "node:http" | "through a proxy" | "fetch" | "own fetch";

/** How a call must end. */
export interface End {
  readonly outcome: Outcome;
  /** Kind of the error; nothing where the call succeeds. */
  readonly code?: ErrorCode;
  readonly status?: number;
  /** Requests that the mock reads in the whole call. */
  readonly requests: number;
  readonly attempts: number;
}

/** What a call must end with when the mock does something wrong, and what the case can tell and cannot. */
export interface Case extends End {
  readonly name: string;
  /** One fault for every request, or one for each request in turn and none afterwards. */
  readonly faults: Fault | readonly Fault[];
  /** How the call ends over a transport that rightly knows more or less than the others. */
  readonly over?: Partial<Record<TransportName, End>>;
  /** Limit of each attempt, in milliseconds, where the case is about time. Default: 5000. */
  readonly timeout?: number;
  readonly catches: string;
  readonly misses?: string;
}

/** Sent once. */
export const once = { requests: 1, attempts: 1 };
/** A 200 that tells nothing. */
export const unreadable = { outcome: "unknown", code: "invalid-response", status: 200, ...once } as const;
/** A connection that broke. */
export const broken = { outcome: "unknown", code: "connection", ...once } as const;
