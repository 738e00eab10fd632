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

/** @param code of the error that a call would end with */
export function fail(name: string, says: string, remedy: string, code: FailureCode, retryable = false): Finding {
  const outcome = code === "api-error" ? "rejected" : "not-sent";
  return failAs(name, says, remedy, { code, exitCode: exitCodeOf({ code, outcome }), retryable });
}

/** @param as what an error that was caught says of itself */
export function failAs(
  name: string,
  says: string,
  remedy: string,
  as: Required<Pick<Finding, "code" | "exitCode" | "retryable">>,
): Finding {
  return { name, state: "fail", says, remedy, ...as };
}

/** `api-error`: the service would refuse. */
type FailureCode = "invalid-input" | "connection" | "authentication" | "api-error";
