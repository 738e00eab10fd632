/** Header names in lower case, and their values. */
export type PlainHeaders = Readonly<Record<string, string>>;

/** A request as plain data, complete but for the framing that the transport adds. */
export interface PlainRequest {
  /** In capitals. */
  readonly method: string;
  /** Absolute and percent-encoded, without user information and fragment; sent exactly as it is. */
  readonly url: string;
  readonly headers: PlainHeaders;
  readonly body?: string | undefined;
}
