import type { Fault } from "../faults/fault.ts";

/** A request whose header block the mock has read. */
export interface RecordedRequest {
  /** The number of its connection in `mock.connections`. */
  readonly connection: number;
  readonly method: string;
  /** The request target byte for byte (one character per byte), neither decoded nor normalised. */
  readonly target: string;
  /** Names and values in turn, in the order and spelling of the wire. */
  readonly rawHeaders: readonly string[];
  /** The same with lower-case names; values of a repeated name are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body. Empty until it has been read. */
  readonly body: Uint8Array;
  /** The fault that occurred, if any. */
  readonly fault: Fault | undefined;
  /** The status the server decided on, before a fault damaged the response. Absent until there is one, and if there never is. */
  readonly status: number | undefined;
  /** The body that the server decided on, before a fault damaged it. Absent until there is one, and if there never is. */
  readonly answer: Uint8Array | undefined;
  /**
   * Whether a real server in this place may have done what was asked: true as soon as the header block is read, false again once the
   * answer proves a refusal (see {@link provesRefusal}). A request that did not get that far is not recorded.
   */
  readonly mayHaveBeenProcessed: boolean;
}

/** A connection that the mock has accepted. */
export interface RecordedConnection {
  /** The fault that occurred before a byte of a request was read, if any. */
  readonly fault: Fault | undefined;
}
