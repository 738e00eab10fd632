import { exitCodeOf } from "../../output/exit-code.ts";

/** What a check found. */
export interface Finding {
  readonly name: string;
  /** `warn`: worth knowing, but no reason why a call must fail. */
  readonly state: "pass" | "warn" | "fail";
  readonly says: string;
  /** What to do. */
  readonly remedy?: string;
  /** What a call would end with because of it. */
  readonly exitCode?: number;
  /** Code of the error that a call would end with. */
  readonly code?: string;
  /** May a later call succeed without that anything is changed? */
  readonly retryable?: boolean;
}

export function pass(name: string, says: string): Finding {
  return { name, state: "pass", says };
}

export function warn(name: string, says: string, remedy: string): Finding {
  return { name, state: "warn", says, remedy };
}

/** @param as code of the error that a call would end with, or all that an error that was caught says of itself */
export function fail(name: string, says: string, remedy: string, as: FailureCode | Failure, retryable = false): Finding {
  return { name, state: "fail", says, remedy, ...(typeof as === "string" ? failureOf(as, retryable) : as) };
}

type Failure = Required<Pick<Finding, "code" | "exitCode" | "retryable">>;

/** `api-error`: the service would refuse. */
type FailureCode = "invalid-input" | "connection" | "authentication" | "api-error";

function failureOf(code: FailureCode, retryable: boolean): Failure {
  return { code, exitCode: exitCodeOf({ code, outcome: code === "api-error" ? "rejected" : "not-sent" }), retryable };
}
