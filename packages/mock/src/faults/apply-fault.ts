import type { WireAnswer } from "../answer/reply.ts";
import { toWireAnswer } from "../answer/wire-answer.ts";
import type { RecordedRequest } from "../exchange/recorded-request.ts";
import type { Fault } from "./fault.ts";
import { type Aftermath, type Deed, faultTable } from "./fault-table.ts";
import type { Script } from "./script.ts";

/** How a fault changes an exchange, by when it occurs. */
export type AppliedFault =
  | { readonly beforeReading: Script }
  | { readonly inPlaceOfTheAnswer: (request: RecordedRequest) => FaultResult }
  | { readonly toTheAnswer: (answer: WireAnswer) => FaultResult };

/** What goes over the wire. */
export type FaultResult = DamagedExchange | WholeAnswer;

/** The response does not arrive as it should. */
export interface DamagedExchange {
  /** The server's response before it was damaged; absent if it sent none. */
  readonly answer: WireAnswer | undefined;
  /** The bytes that are sent in its place. */
  readonly script: Script;
}

/** The response passes whole. */
export interface WholeAnswer {
  readonly answer: WireAnswer;
  readonly script?: undefined;
  /** What happens afterwards on its connection, which is kept open. */
  readonly aftermath?: Aftermath;
}

/** Decides how a fault changes an exchange; nothing if there is none. */
export function applyFault(fault: Fault | undefined): AppliedFault | undefined {
  if (fault === undefined || fault.kind === "none") return undefined;
  const deed = faultTable[fault.kind] as Deed<Fault>;
  if ("beforeReading" in deed) return { beforeReading: deed.beforeReading(fault) };
  if ("unanswered" in deed) return { inPlaceOfTheAnswer: () => ({ answer: undefined, script: deed.unanswered() }) };
  if ("otherAnswer" in deed) return { inPlaceOfTheAnswer: (request) => ({ answer: deed.otherAnswer(fault, request) }) };
  if ("endless" in deed) return { inPlaceOfTheAnswer: () => ({ answer: success, script: deed.endless(success) }) };
  if ("changed" in deed) return { toTheAnswer: (answer) => ({ answer: deed.changed(fault, answer) }) };
  if ("damaged" in deed) return { toTheAnswer: (answer) => ({ answer, script: deed.damaged(fault, answer) }) };
  return { toTheAnswer: (answer) => ({ answer, aftermath: deed.afterwards(fault, answer) }) };
}

/** Whether a fault occurs before a byte of the request is read. */
export function happensBeforeReading(fault: Fault | undefined): boolean {
  return fault !== undefined && fault.kind !== "none" && "beforeReading" in faultTable[fault.kind];
}

const success = toWireAnswer({ status: 200, headers: { "Content-Type": "application/json" } });
