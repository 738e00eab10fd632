import type { PlainRequest } from "../request/plain-request.ts";
import type { PlainResponse } from "../response/plain-response.ts";

/**
 * Sends one request once, and never follows a redirect or sends anything again.
 *
 * It rejects with a {@link NotSentError} when no byte of the request can have reached the server – also when it was ended before –
 * and with any other error when that is not certain. Once the head of the response is there it resolves; what goes wrong after that is `incomplete`.
 * When it is ended it settles at once and leaves nothing behind.
 */
export interface Transport {
  (request: PlainRequest, options: TransportOptions): Promise<PlainResponse>;
  /** Ends every connection, idle or being opened or in use, and opens no other: what is sent later is refused as not sent. */
  close?(): void;
}

/** The limits of one sending. */
export interface TransportOptions {
  /** Ends the sending. */
  readonly signal: AbortSignal;
  /** The same without an `AbortSignal`, for many sendings: on Node, what listens to one stays in memory until the next full garbage collection. */
  readonly ending?: Ending | undefined;
  /**
   * The request is one that must not be done twice, so it needs a connection that has carried nothing before: a second response to an earlier
   * request could otherwise be taken for its own.
   */
  readonly ownConnection?: boolean | undefined;
  /** Asked right before the first byte leaves; anything but true, or an error, ends the sending as not sent. */
  readonly mayBeSent?: (() => boolean) | undefined;
  /** Bytes of the body, after decompression, that are read at most: 32 MiB for an operation that only reads, 256 KiB for any other. */
  readonly maxBytes: number;
}

/** Tells when to stop. */
export interface Ending {
  readonly ended: boolean;
  /** Why; only once it has ended. */
  readonly reason: unknown;
  /** Calls back once, when it ends; not when it has ended before. */
  onEnd(listener: () => void): void;
  offEnd(listener: () => void): void;
  /** The same as an `AbortSignal`. */
  readonly signal: AbortSignal;
}
