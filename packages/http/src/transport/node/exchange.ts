import type { ClientRequest, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { brokenOff, decodeText, longerThan, NotSentError } from "../../index.ts";
import type { PlainHeaders, PlainRequest } from "../../request/plain-request.ts";
import type { Incomplete, PlainResponse } from "../../response/plain-response.ts";
import type { Ending } from "../transport.ts";
import { AnswerBytes } from "./answer-bytes.ts";
import type { Connection, User } from "./connection.ts";
import { decoded } from "./decoded.ts";
import { headerLines } from "./header-lines.ts";
import { idleTime } from "./idle-time.ts";
import { plainHeaders } from "./plain-headers.ts";

/** Longest header block of an answer, in bytes. */
const maxHeaderSize = 128 * 1024;

/** Statuses whose answers have no body, whatever their headers say. @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
const withoutBody = new Set([204, 304]);

/** How a call is settled. */
export interface Settle {
  readonly resolve: (response: PlainResponse) => void;
  readonly reject: (error: unknown) => void;
}

/** An answer whose head came. */
interface StartedAnswer {
  readonly message: IncomingMessage;
  readonly status: number;
  readonly headers: PlainHeaders;
  readonly hasBody: boolean;
  /** What comes out of the body, decompressed. */
  readonly body: Readable;
  /** It came before the request was written to its end. */
  readonly early: boolean;
}

/** One request and its answer over an established connection. It is sent once and never again. */
export class Exchange implements User {
  readonly #connection: Connection;
  readonly #maxBytes: number;
  readonly #ending: Ending;
  readonly #settle: Settle;
  readonly #outgoing: ClientRequest;
  readonly #bytes = new AnswerBytes();
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #answer: StartedAnswer | undefined;
  #settled = false;

  /** @throws TypeError for a request that cannot be written; nothing was then. */
  constructor(connection: Connection, request: PlainRequest, target: string, ending: Ending, maxBytes: number, settle: Settle) {
    this.#connection = connection;
    this.#maxBytes = maxBytes;
    this.#ending = ending;
    this.#settle = settle;
    this.#outgoing = process.getBuiltinModule("node:http").request({
      ...connection.address,
      agent: connection.agent,
      method: request.method,
      path: target,
      headers: headerLines(request, connection.host),
      maxHeaderSize,
    });
    // All of them: Node would drop those after the 2000th in silence. The size is limited anyway.
    this.#outgoing.maxHeadersCount = 0;
    this.#outgoing.on("response", (message) => this.#answered(message));
    this.#outgoing.on("error", (error) => this.#failed(error));
    connection.use(this);
    ending.onEnd(this.#ended);
    this.#outgoing.end(request.body);
  }

  received(chunk: Buffer): void {
    this.#bytes.add(chunk);
  }

  released(): number {
    if (!this.#answer || this.#answer.early) return 0;
    const { headers, hasBody } = this.#answer;
    return this.#bytes.areJust(headers, hasBody) ? idleTime(headers) : 0;
  }

  closed(): void {
    if (!this.#answer?.message.complete) this.#failed(new Error("The connection ended before the answer did."));
  }

  readonly #ended = (): void => {
    const { reason } = this.#ending;
    // Without a socket nothing was written, and a request that is destroyed now never gets one.
    const unsent = !this.#outgoing.socket;
    this.#outgoing.destroy();
    if (this.#answer) this.#finish(brokenOff(reason));
    else this.#reject(unsent ? new NotSentError(reason) : reason);
  };

  #answered(message: IncomingMessage): void {
    const { statusCode: status = 0 } = message;
    const headers = plainHeaders(message.rawHeaders);
    const hasBody = this.#outgoing.method !== "HEAD" && !withoutBody.has(status);
    const body = hasBody ? decoded(message, headers["content-encoding"]) : message;
    this.#answer = { message, status, headers, hasBody, body, early: !this.#outgoing.writableFinished };
    body.on("data", (chunk: Buffer) => this.#read(chunk));
    body.on("end", () => this.#finish());
    if (body !== message) body.on("error", (error) => this.#finish(brokenOff(error)));
  }

  #read(chunk: Buffer): void {
    this.#chunks.push(chunk.subarray(0, this.#maxBytes - this.#size));
    this.#size += chunk.length;
    if (this.#size > this.#maxBytes) this.#finish(longerThan(this.#maxBytes));
  }

  /** Of an answer that is complete only what follows it can fail. */
  #failed(error: Error): void {
    if (!this.#answer) this.#reject(error);
    else if (!this.#answer.message.complete) this.#finish(brokenOff(error));
  }

  #finish(incomplete?: Incomplete): void {
    if (!this.#answer || !this.#settles()) return;
    const { status, headers, early, body } = this.#answer;
    if (early || incomplete) this.#end();
    // Whatever else a few bytes would grow to stays undone.
    if (incomplete) body.destroy();
    const text = decodeText(this.#chunks, incomplete !== undefined);
    this.#settle.resolve(incomplete ? { status, headers, text, incomplete } : { status, headers, text });
  }

  #reject(error: unknown): void {
    if (!this.#settles()) return;
    this.#end();
    this.#settle.reject(error);
  }

  /** Is it this that settles the call? */
  #settles(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    this.#ending.offEnd(this.#ended);
    return true;
  }

  /** Ends the connection, unless it is another's by now: a compressed body may be read for longer than its connection is needed. */
  #end(): void {
    if (this.#connection.isUsedBy(this)) this.#connection.end();
  }
}
