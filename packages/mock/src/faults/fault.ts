/**
 * One thing that goes wrong between a client and the server, as data. The kind says in which phase it occurs: before a byte of the request
 * is read, after the request is read, in the response, or on the connection that is kept after it.
 */
export type Fault =
  /** Nothing goes wrong. A placeholder in a schedule. */
  | { readonly kind: "none" }

  // Before a byte of the request is read. The server cannot have processed anything.
  /** The connection is accepted and reset (RST). */
  | { readonly kind: "reset-before-reading" }
  /** The connection is accepted and closed cleanly (FIN) without a response. */
  | { readonly kind: "close-before-reading" }
  /**
   * The response comes as soon as the connection is accepted, before the request is read; then the connection is closed. `status`: default
   * 408, as from a server that has waited long enough. `value`: the body, as JSON; default: no body.
   */
  | { readonly kind: "early-answer"; readonly status?: number; readonly value?: unknown }

  // After the whole request is read and before a byte of the response. The server may have processed the request.
  /** The connection is reset (RST) instead of a response. */
  | { readonly kind: "reset-after-reading" }
  /** The connection is closed cleanly (FIN) instead of a response. */
  | { readonly kind: "close-after-reading" }
  /** No response ever comes; the connection stays open until the client leaves or the mock is closed. */
  | { readonly kind: "hang" }

  // In the mock's own response, which is damaged on its way. Its status decides whether the request may have been processed.
  /** The correct response, `ms` milliseconds (0 to 2147483647) after the request's last byte. */
  | { readonly kind: "delay"; readonly ms: number }
  /** The connection closes in the middle of the response's header block. */
  | { readonly kind: "close-mid-headers" }
  /** The header block and half of the body arrive, then the connection closes (FIN). */
  | { readonly kind: "close-mid-body" }
  /** The header block and half of the body arrive, then the connection is reset (RST). */
  | { readonly kind: "reset-mid-body" }
  /**
   * The right answer in small pieces: each resets a naive idle timeout, all together outlast a deadline. `bytes` in a piece (1 to 1,000,000;
   * default 1), `everyMs` milliseconds (default 20).
   */
  | { readonly kind: "drip"; readonly bytes?: number; readonly everyMs?: number }
  /** The first half of the body with a Content-Length that fits the half: only the JSON is broken. */
  | { readonly kind: "truncated-json" }
  /** The right body under another Content-Type than `application/json`, by default `text/plain`. */
  | { readonly kind: "wrong-content-type"; readonly contentType?: string }
  /** Content-Length promises more bytes than come before the connection closes, by default 10. */
  | { readonly kind: "content-length-too-long"; readonly by?: number }
  /** Content-Length promises fewer bytes than come, by default 5. */
  | { readonly kind: "content-length-too-short"; readonly by?: number }
  /** Content-Encoding says gzip, the body is not. */
  | { readonly kind: "bad-gzip" }
  /** Interim answers (1xx, by default one 100) before the right one; `count` up to 1,000,000. */
  | { readonly kind: "informational"; readonly status?: 100 | 102 | 103; readonly count?: number }
  /** The right answer with one more header of `bytes` bytes (1 to 268435456). Default 131072 (128 KiB), eight times what Node accepts by default. */
  | { readonly kind: "oversized-headers"; readonly bytes?: number }
  /** A status (200 to 599) that no operation of the contract declares, such as 202, 204 (sent without a body) or 418, with the body of the mock's own response. */
  | { readonly kind: "undeclared-status"; readonly status: number }

  // Another response in place of the mock's own. Its status decides.
  /** A page of a proxy or a gateway. `status`: one that allows a body; default 502. */
  | { readonly kind: "html"; readonly status?: number }
  /** Headers that promise JSON and a body of no bytes. `status`: default 200. */
  | { readonly kind: "empty-body"; readonly status?: number }
  /** Any JSON value as the body: `null`, `"x"`, `[]`, an error body under status 200. `status`: default 200. */
  | { readonly kind: "json"; readonly value: unknown; readonly status?: number }
  /** A redirect to `location`, by default the request's own target, so that a client that follows it shows up as a second request. */
  | { readonly kind: "redirect"; readonly status: 301 | 302 | 303 | 307 | 308; readonly location?: string }
  /**
   * The gateway's 429 (`APIGW.0308`): refused before the service saw the request. Not processed. `retryAfter`: the Retry-After header as it
   * is sent: seconds (`"2"`), an HTTP date, `"-1"`, `"soon"`, `"999999999"`; absent: no such header.
   */
  | { readonly kind: "throttled"; readonly retryAfter?: string }
  /** The gateway's 503 `APIGW.0613`: it could not check the credentials and refused. Not processed. `retryAfter`: as of `throttled`. */
  | { readonly kind: "gateway-unavailable"; readonly retryAfter?: string }

  // A response that never ends, or is not HTTP. The request may have been processed.
  /** Header after header, until the client leaves or 64 MiB were sent. */
  | { readonly kind: "endless-headers" }
  /** A 200 whose JSON string never ends, until the client leaves or 64 MiB were sent. */
  | { readonly kind: "endless-body" }
  /** A gzip bomb: blanks that inflate a thousandfold, until the client leaves or 4 MiB (4 GiB inflated) were sent. */
  | { readonly kind: "endless-gzip" }
  /** Bytes that are not HTTP instead of a response. */
  | { readonly kind: "garbage" }

  // After the mock's own response, which passes whole, on the connection that is kept for the next request. The response's status decides whether
  // its request may have been processed. A client that reuses such a connection takes a wrong answer for its own, or loses a request.
  /**
   * A second response follows that no request asked for: `afterMs` milliseconds later, by default in the same packet. `status`: default 200.
   * `value`: the body, as JSON; default `{"result":"success"}`.
   */
  | { readonly kind: "unsolicited-answer"; readonly afterMs?: number; readonly status?: number; readonly value?: unknown }
  /** The response comes twice in the same packet. */
  | { readonly kind: "double-answer" }
  /** Bytes that the response's Content-Length does not count follow in the same packet, by default 10. */
  | { readonly kind: "longer-than-said"; readonly by?: number }
  /** A 408 on the idle connection and then its end, as servers send it that have waited long enough. `afterMs`: default 0. */
  | { readonly kind: "timeout-while-idle"; readonly afterMs?: number }
  /** The idle connection is closed cleanly (FIN), `afterMs` milliseconds after the response (default 0). */
  | { readonly kind: "close-while-idle"; readonly afterMs?: number }
  /** The idle connection is reset (RST), `afterMs` milliseconds after the response (default 0). */
  | { readonly kind: "reset-while-idle"; readonly afterMs?: number }
  /** The connection is closed (FIN) when the next request arrives, which is neither read nor processed. */
  | { readonly kind: "close-at-next-request" }
  /** The connection is reset (RST) when the next request arrives, which is neither read nor processed. */
  | { readonly kind: "reset-at-next-request" };

/** The kind of a fault other than `none`. */
export type FaultKind = Exclude<Fault["kind"], "none">;

/** The fault of one kind. */
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { readonly kind: Kind }>;
