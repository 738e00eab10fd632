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
  /** The fault that struck, if one did. */
  readonly fault: Fault | undefined;
  /** The status the server decided on, before a fault damaged the answer. Absent while or because there is none. */
  readonly status: number | undefined;
  /** The body that the server decided on, before a fault damaged it. Absent while or because there is none. */
  readonly answer: Uint8Array | undefined;
  /**
   * Whether a real server in this place may have done what was asked: true as soon as the header block is read, false again once the
   * answer proves a refusal (see {@link provesRefusal}). Whatever never got so far is not recorded at all.
   */
  readonly mayHaveBeenProcessed: boolean;
}

/** A connection that the mock has accepted. */
export interface RecordedConnection {
  /** The fault that struck before a byte of a request was read, if one did. */
  readonly fault: Fault | undefined;
}
