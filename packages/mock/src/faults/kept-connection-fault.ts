/**
 * Strikes after the mock's own answer, which passes whole, on the connection that is kept for the next request. The answer's status decides
 * whether its request may have been processed. A client that uses such a connection again takes a wrong answer for its own, or loses a request.
 */
export type KeptConnectionFault =
  | UnsolicitedAnswer
  | DoubleAnswer
  | LongerThanSaid
  | TimeoutWhileIdle
  | CloseWhileIdle
  | ResetWhileIdle
  | CloseAtNextRequest
  | ResetAtNextRequest;

/** Another answer follows, which nobody asked for. */
export interface UnsolicitedAnswer {
  readonly kind: "unsolicited-answer";
  /** Milliseconds between the two answers. Default: none, both in the same packet. */
  readonly afterMs?: number;
  /** Default 200. */
  readonly status?: number;
  /** The body, as JSON. Default `{"result":"success"}`. */
  readonly value?: unknown;
}

/** The answer comes twice in the same packet. */
export interface DoubleAnswer {
  readonly kind: "double-answer";
}

/** Bytes that the answer's Content-Length does not count follow in the same packet. */
export interface LongerThanSaid {
  readonly kind: "longer-than-said";
  /** How many. Default 10. */
  readonly by?: number;
}

/** A 408 on the idle connection and then its end, as servers announce that they have waited long enough. */
export interface TimeoutWhileIdle {
  readonly kind: "timeout-while-idle";
  /** Milliseconds after the answer. Default 0. */
  readonly afterMs?: number;
}

/** The idle connection is closed in an orderly way (FIN). */
export interface CloseWhileIdle {
  readonly kind: "close-while-idle";
  /** Milliseconds after the answer. Default 0. */
  readonly afterMs?: number;
}

/** The idle connection is reset (RST). */
export interface ResetWhileIdle {
  readonly kind: "reset-while-idle";
  /** Milliseconds after the answer. Default 0. */
  readonly afterMs?: number;
}

/** The connection is closed (FIN) at the moment when the next request arrives, which is not read. Not processed. */
export interface CloseAtNextRequest {
  readonly kind: "close-at-next-request";
}

/** The connection is reset (RST) at the moment when the next request arrives, which is not read. Not processed. */
export interface ResetAtNextRequest {
  readonly kind: "reset-at-next-request";
}
