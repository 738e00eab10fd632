import type { WireAnswer } from "../answer/reply.ts";
import type { RecordedRequest } from "../exchange/recorded-request.ts";
import type { AnswerFault } from "./answer-fault.ts";
import { type DamageFault, damaged } from "./damaged.ts";
import { type EndlessFault, endless } from "./endless.ts";
import type { Fault, RequestFault } from "./fault.ts";
import { type Aftermath, keptConnection } from "./kept-connection.ts";
import type { KeptConnectionFault } from "./kept-connection-fault.ts";
import { type NoAnswerFault, noAnswer } from "./no-answer.ts";
import { type OtherAnswerFault, otherAnswer } from "./other-answer.ts";
import type { Script } from "./script.ts";

/** What a fault makes of an exchange. */
export type Strike = DamagedExchange | WholeAnswer;

/** The answer does not arrive as it should. */
export interface DamagedExchange {
  /** What the server decided, before anything was damaged; absent where it never said. */
  readonly answer: WireAnswer | undefined;
  /** What goes over the wire in its place. */
  readonly script: Script;
}

/** The answer passes whole. */
export interface WholeAnswer {
  readonly answer: WireAnswer;
  readonly script?: undefined;
  /** What happens afterwards on its connection, which is kept for that. */
  readonly aftermath?: Aftermath;
}

/** A fault that strikes once the request is read. */
export type LateFault = RequestFault | AnswerFault | KeptConnectionFault;

/**
 * Decides what a fault makes of an exchange.
 *
 * @param ownAnswer gives the mock's own answer; asked only by faults that let it pass
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
    case "unsolicited-answer":
    case "double-answer":
    case "longer-than-said":
    case "timeout-while-idle":
    case "close-while-idle":
    case "reset-while-idle":
    case "close-at-next-request":
    case "reset-at-next-request":
      return keptConnection(fault satisfies KeptConnectionFault, await ownAnswer());
    default:
      return damaged(fault satisfies DamageFault, await ownAnswer());
  }
}

/** Whether a fault strikes at all. */
export function strikes(fault: Fault | undefined): fault is Exclude<Fault, { kind: "none" }> {
  return fault !== undefined && fault.kind !== "none";
}
