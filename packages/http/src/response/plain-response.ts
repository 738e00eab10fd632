import type { PlainHeaders } from "../request/plain-request.ts";

/** A response as plain data, its body read up to a bound. */
export interface PlainResponse {
  readonly status: number;
  /** A header that came more than once has its values joined by `, `. */
  readonly headers: PlainHeaders;
  readonly text: string;
  /** Why `text` is not the whole body. */
  readonly incomplete?: Incomplete | undefined;
  /** A redirect was followed, or hidden, although redirects are refused; a `fetch` of the caller's or of a browser does that. */
  readonly redirected?: boolean | undefined;
  /** The platform may have resent the request on its own, so that a refusal may be that of the second. */
  readonly maybeSentTwice?: boolean | undefined;
}

/** Why a body is not whole. */
export interface Incomplete {
  /** A clause: `the body is longer than 256 KiB`. */
  readonly problem: string;
  readonly cause?: unknown;
}
