/**
 * Strikes in the answer. Where the mock's own answer is damaged on its way (the first nine), its status decides whether the
 * request may have been processed; where another answer takes its place, the other one's status does.
 */
export type AnswerFault =
  | Delay
  | CloseMidHeaders
  | CloseMidBody
  | ResetMidBody
  | Drip
  | TruncatedJson
  | WrongContentType
  | ContentLengthTooLong
  | ContentLengthTooShort
  | BadGzip
  | EndlessGzip
  | Html
  | EmptyBody
  | Json
  | UndeclaredStatus
  | Redirect
  | Throttled
  | GatewayUnavailable
  | Informational
  | OversizedHeaders
  | EndlessHeaders
  | EndlessBody
  | Garbage;

/** The right answer, late. */
export interface Delay {
  readonly kind: "delay";
  /** Milliseconds between the request's last byte and the answer's first. */
  readonly ms: number;
}

/** The connection closes in the middle of the answer's header block. */
export interface CloseMidHeaders {
  readonly kind: "close-mid-headers";
}

/** The header block and half of the body arrive, then the connection closes (FIN). */
export interface CloseMidBody {
  readonly kind: "close-mid-body";
}

/** The header block and half of the body arrive, then the connection is reset (RST). */
export interface ResetMidBody {
  readonly kind: "reset-mid-body";
}

/** The right answer in small pieces: each resets a naive idle timeout, all together outlast a deadline. */
export interface Drip {
  readonly kind: "drip";
  /** Bytes in a piece. Default 1. */
  readonly bytes?: number;
  /** Milliseconds between two pieces. Default 20. */
  readonly everyMs?: number;
}

/** The first half of the body with a Content-Length that fits the half: only the JSON is broken. */
export interface TruncatedJson {
  readonly kind: "truncated-json";
}

/** The right body under another Content-Type. */
export interface WrongContentType {
  readonly kind: "wrong-content-type";
  /** Default `text/plain`. */
  readonly contentType?: string;
}

/** Content-Length promises more bytes than come before the connection closes. */
export interface ContentLengthTooLong {
  readonly kind: "content-length-too-long";
  /** Bytes too many. Default 10. */
  readonly by?: number;
}

/** Content-Length promises fewer bytes than come. */
export interface ContentLengthTooShort {
  readonly kind: "content-length-too-short";
  /** Bytes too few. Default 5. */
  readonly by?: number;
}

/** Content-Encoding says gzip, the body is not. */
export interface BadGzip {
  readonly kind: "bad-gzip";
}

/** A gzip bomb: blanks that inflate a thousandfold, until the client leaves or 4 MiB (4 GiB inflated) were sent. */
export interface EndlessGzip {
  readonly kind: "endless-gzip";
}

/** A page of a proxy or a gateway instead of the API's answer. */
export interface Html {
  readonly kind: "html";
  /** Default 502. */
  readonly status?: number;
}

/** Headers that promise JSON and a body of no bytes. */
export interface EmptyBody {
  readonly kind: "empty-body";
  /** Default 200. */
  readonly status?: number;
}

/** Any JSON value as the body: `null`, `"x"`, `[]`, an error body under status 200. */
export interface Json {
  readonly kind: "json";
  readonly value: unknown;
  /** Default 200. */
  readonly status?: number;
}

/** A status that the contract does not declare, with the body of the mock's own answer. */
export interface UndeclaredStatus {
  readonly kind: "undeclared-status";
  /** For example 202, 204 (sent without a body) or 418. */
  readonly status: number;
}

/** A redirect. A client that follows it shows up as a second request. */
export interface Redirect {
  readonly kind: "redirect";
  readonly status: 301 | 302 | 303 | 307 | 308;
  /** The Location header. Default: the request's own target, so that a follower comes back to this mock. */
  readonly location?: string;
}

/** The gateway's 429 (`APIGW.0308`): refused before the service saw the request. Not processed. */
export interface Throttled {
  readonly kind: "throttled";
  /**
   * The Retry-After header as it is sent: seconds (`"2"`), an HTTP date, `"-1"`, `"soon"`, `"999999999"`. Absent: no such header.
   */
  readonly retryAfter?: string;
}

/** The gateway's 503 `APIGW.0613`: it could not check the credentials and refused. Not processed. */
export interface GatewayUnavailable {
  readonly kind: "gateway-unavailable";
  /** The Retry-After header as it is sent. Absent: no such header. */
  readonly retryAfter?: string;
}

/** Interim answers (1xx) before the right one. */
export interface Informational {
  readonly kind: "informational";
  /** Default 100. */
  readonly status?: 100 | 102 | 103;
  /** How many. Default 1. */
  readonly count?: number;
}

/** The right answer with one more header of the given size. */
export interface OversizedHeaders {
  readonly kind: "oversized-headers";
  /** Bytes. Default 131072 (128 KiB), eight times what Node takes by default. */
  readonly bytes?: number;
}

/** Header after header, until the client leaves or 64 MiB were sent. */
export interface EndlessHeaders {
  readonly kind: "endless-headers";
}

/** A 200 whose JSON string never ends, until the client leaves or 64 MiB were sent. */
export interface EndlessBody {
  readonly kind: "endless-body";
}

/** Bytes that are not HTTP instead of an answer. */
export interface Garbage {
  readonly kind: "garbage";
}
