import type { AnswerFault, Fault, RequestFault } from "../fault.ts";
import type { RecordedRequest } from "../recorded-request.ts";
import type { WireAnswer } from "../reply.ts";
import type { Script } from "../script.ts";
import { type DamageFault, damaged } from "./damaged.ts";
import { type EndlessFault, endless } from "./endless.ts";
import { type NoAnswerFault, noAnswer } from "./no-answer.ts";
import { type OtherAnswerFault, otherAnswer } from "./other-answer.ts";

/** What a fault makes of an exchange. */
export interface Strike {
  /** What the server decided, before anything was damaged; absent where it never said. */
  readonly answer: WireAnswer | undefined;
  /** What goes over the wire. */
  readonly script: Script;
}

/** A fault that strikes once the request is read. */
export type LateFault = RequestFault | AnswerFault;

/**
 * Decides what a fault makes of an exchange.
 *
 * @param ownAnswer gives the mock's own answer; asked only by faults that damage it
 */
export async function strike(fault: LateFault, request: RecordedRequest, ownAnswer: () => Promise<WireAnswer>): Promise<Strike> {
  switch (fault.kind) {
    case "reset-after-reading":
    case "close-after-reading":
    case "hang":
    case "garbage":
      return noAnswer(fault satisfies NoAnswerFault);
    case "html":
    case "empty-body":
    case "json":
    case "redirect":
    case "throttled":
    case "gateway-unavailable":
      return otherAnswer(fault satisfies OtherAnswerFault, request);
    case "endless-gzip":
    case "endless-headers":
    case "endless-body":
      return endless(fault satisfies EndlessFault);
    default:
      return damaged(fault satisfies DamageFault, await ownAnswer());
  }
}

/** Whether a fault strikes at all. */
export function strikes(fault: Fault | undefined): fault is Exclude<Fault, { kind: "none" }> {
  return fault !== undefined && fault.kind !== "none";
}
