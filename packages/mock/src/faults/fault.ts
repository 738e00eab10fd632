import type { AnswerFault } from "./answer-fault.ts";
import type { KeptConnectionFault } from "./kept-connection-fault.ts";

/**
 * One thing that goes wrong between a client and the server, as data. The kind says in which phase it strikes:
 * before a byte of the request is read, after the request is read, inside the answer, or on the connection that is kept after it.
 */
export type Fault = NoFault | ConnectionFault | RequestFault | AnswerFault | KeptConnectionFault;

/** A fault's name. */
export type FaultKind = Fault["kind"];

/** Nothing goes wrong. A placeholder in a schedule. */
export interface NoFault {
  readonly kind: "none";
}

/** Strikes before a byte of the request is read. The server cannot have processed anything. */
export type ConnectionFault = ResetBeforeReading | CloseBeforeReading | EarlyAnswer;

/** The connection is accepted and reset (RST). Not processed. */
export interface ResetBeforeReading {
  readonly kind: "reset-before-reading";
}

/** The connection is accepted and closed in an orderly way (FIN) without an answer. Not processed. */
export interface CloseBeforeReading {
  readonly kind: "close-before-reading";
}

/** The answer comes as soon as the connection is accepted, whatever the request may be; then the connection is closed. Not processed. */
export interface EarlyAnswer {
  readonly kind: "early-answer";
  /** Default 408, as of a server that has waited long enough. */
  readonly status?: number;
  /** The body, as JSON. Default: no body. */
  readonly value?: unknown;
}

/** Strikes after the whole request is read and before a byte of the answer. The server may have processed the request. */
export type RequestFault = ResetAfterReading | CloseAfterReading | Hang;

/** The connection is reset (RST) instead of an answer. May have been processed. */
export interface ResetAfterReading {
  readonly kind: "reset-after-reading";
}

/** The connection is closed in an orderly way (FIN) instead of an answer. May have been processed. */
export interface CloseAfterReading {
  readonly kind: "close-after-reading";
}

/** No answer ever comes; the connection stays open until the client leaves or the mock is closed. May have been processed. */
export interface Hang {
  readonly kind: "hang";
}
