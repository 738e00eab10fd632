import { anything, object, optional, status } from "../options/shape.ts";

/** A response of the test's own, in place of Prism's. */
export interface Reply {
  /** 200 to 599. */
  readonly status: number;
  /** Header names and values. Content-Length is added. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A string or bytes, sent unchanged; anything else is sent as JSON. Absent: no body. */
  readonly body?: unknown;
}

/** Checks a reply in JavaScript. */
export const replyShape = object<Reply>({ status, headers: optional(anything), body: optional(anything) });

/** A response ready for the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly reason: string;
  /** Names and values in turn, without those that frame the message. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}
