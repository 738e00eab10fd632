import type { ClientRequest, IncomingMessage } from "node:http";
import type { Duplex, Readable } from "node:stream";
import type { PlainHeaders, PlainRequest } from "../../request/plain-request.ts";
import type { Incomplete, PlainResponse } from "../../response/plain-response.ts";
import { decodeText } from "../decode-text.ts";
import { brokenOff, longerThan } from "../incomplete.ts";
import { NotSentError } from "../not-sent-error.ts";
import { provesNotSent } from "../proves-not-sent.ts";
import { isStillDue, noLongerDue } from "../still-due.ts";
import type { Ending, TransportOptions } from "../transport.ts";
import type { ConnectingAgent, User } from "./agent.ts";
import { AnswerBytes } from "./answer-bytes.ts";
import { decoded, undoneBy } from "./decoded.ts";
import { plainHeaders, requestHeaders } from "./headers.ts";
import { idleTime } from "./idle-time.ts";
import type { Target } from "./target.ts";

/** How long connecting may take, tunnel and TLS handshake included, in milliseconds; as long as the `fetch` of Node allows. */
const connectTimeoutMs = 10_000;

/** Longest header block of a response, in bytes. */
const maxHeaderSize = 128 * 1024;

/** Statuses whose responses have no body, regardless of their headers. @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
const withoutBody = new Set([204, 304]);

/** Versions that the parser of Node takes as well, and that no server can speak on a connection of HTTP/1.1. */
const otherVersions = new Set(["0.9", "2.0"]);

const notHttp: Incomplete = { problem: "it is not an HTTP/1.0 or HTTP/1.1 response" };

/** How a call is settled. */
export interface Settle {
  readonly resolve: (response: PlainResponse) => void;
  readonly reject: (error: unknown) => void;
}

/** Where a request is sent, and over whose connections. */
export interface Way {
  readonly target: Target;
  /** Value of `Host`, unless the request has one. */
  readonly host: string;
  readonly path: string;
  readonly agent: ConnectingAgent;
}

/** A response whose head came. */
interface StartedAnswer {
  readonly message: IncomingMessage;
  readonly status: number;
  readonly headers: PlainHeaders;
  readonly hasBody: boolean;
  /** The decompressed body. */
  readonly body: Readable;
}

/**
 * One request and its response. It is sent once and never again.
 *
 * The proof that nothing was sent is the connection that was made for it: no byte leaves before it is established. Of a connection that
 * another program made, only its errors are known.
 */
export class Exchange implements User {
  readonly #request: PlainRequest;
  readonly #options: Pick<TransportOptions, "maxBytes" | "mayBeSent">;
  readonly #maxBytes: number;
  readonly #ending: Ending;
  /** Those that have not ended. */
  readonly #running: Set<Exchange>;
  readonly #settle: Settle;
  readonly #bytes = new AnswerBytes();
  readonly #chunks: Buffer[] = [];
  #outgoing: ClientRequest | undefined;
  /** The connection that is made for it, as long as it is not established. */
  #opening: Duplex | undefined;
  #connecting: ReturnType<typeof setTimeout> | undefined;
  #mayBeSent: "no" | "yes" | "unless its error says no" = "no";
  #size = 0;
  #answer: StartedAnswer | undefined;
  #isReleased = false;
  #isSettled = false;

  constructor(
    request: PlainRequest,
    options: Pick<TransportOptions, "maxBytes" | "mayBeSent">,
    ending: Ending,
    running: Set<Exchange>,
    settle: Settle,
  ) {
    this.#request = request;
    this.#options = options;
    this.#maxBytes = options.maxBytes;
    this.#ending = ending;
    this.#running = running.add(this);
    this.#settle = settle;
    if (ending.ended) this.end(ending.reason);
    else ending.onEnd(this.#ended);
  }

  /** Sends the request, unless it has ended meanwhile. */
  send({ target, host, path, agent }: Way): void {
    if (this.#isSettled) return;
    if (!isStillDue(this.#options)) {
      this.#reject(noLongerDue());
      return;
    }
    const { method, body } = this.#request;
    const secure = target.protocol === "https:";
    // Looked up at each call: what observes or stubs requests may come later.
    const { request } = secure ? process.getBuiltinModule("node:https") : process.getBuiltinModule("node:http");
    const options = { ...target, method, path, headers: requestHeaders(this.#request, host), agent, maxHeaderSize, user: this };
    try {
      const outgoing = request(options);
      this.#outgoing = outgoing;
      // All of them: Node would drop those after the 2000th in silence. The size is limited anyway.
      outgoing.maxHeadersCount = 0;
      outgoing.once("socket", (socket) => this.#gotConnection(socket, agent.use(socket, this)));
      outgoing.on("response", (message) => this.#answered(message));
      outgoing.on("error", (error) => this.#failed(error));
      outgoing.on("close", () => this.#answer ?? this.#failed(closedTooEarly()));
      outgoing.end(body);
    } catch (error) {
      this.end(error);
    }
  }

  /** Ends it at once, for this reason. */
  end(reason: unknown): void {
    if (this.#answer) this.#finish(brokenOff(reason));
    else this.#reject(reason);
  }

  opens(socket: Duplex, established: "connect" | "secureConnect"): void {
    this.#opening = socket;
    this.#connecting = setTimeout(() => this.#failed(tooSlow()), connectTimeoutMs);
    // Before anything else listens, so also before what waits is written.
    socket.once(established, () => {
      if (this.#isSettled || socket.destroyed) return;
      if (!isStillDue(this.#options)) {
        this.#reject(noLongerDue());
        return;
      }
      this.#mayBeSent = "yes";
      this.#opening = undefined;
      clearTimeout(this.#connecting);
    });
  }

  received(chunk: Buffer): void {
    this.#bytes.add(chunk);
  }

  released(): number {
    this.#isReleased = true;
    if (!this.#answer) return 0;
    const { headers, hasBody } = this.#answer;
    return this.#bytes.areJust(headers, hasBody) ? idleTime(headers) : 0;
  }

  readonly #ended = (): void => this.end(this.#ending.reason);

  /** @param isAgents whether it is not that of what intercepts requests */
  #gotConnection(socket: Duplex, isAgents: boolean): void {
    if (socket !== this.#opening && this.#mayBeSent === "no") this.#mayBeSent = isAgents ? "yes" : "unless its error says no";
  }

  #answered(message: IncomingMessage): void {
    const { statusCode: status = 0 } = message;
    const headers = plainHeaders(message.rawHeaders);
    const hasBody = this.#request.method !== "HEAD" && !withoutBody.has(status);
    const body = hasBody ? decoded(message, headers["content-encoding"]) : message;
    this.#answer = { message, status, headers, hasBody, body };
    body.on("data", (chunk: Buffer) => this.#read(chunk));
    body.on("end", () => this.#finish());
    message.on("error", (error) => this.#failed(error));
    if (body !== message) body.on("error", (error) => this.#finish(undoneBy(error, headers["content-encoding"])));
    message.on("close", () => this.#failed(closedTooEarly()));
    if (!this.#bytes.areHttp || otherVersions.has(message.httpVersion)) this.#finish(notHttp);
  }

  #read(chunk: Buffer): void {
    this.#chunks.push(chunk.subarray(0, this.#maxBytes - this.#size));
    this.#size += chunk.length;
    if (this.#size > this.#maxBytes) this.#finish(longerThan(this.#maxBytes));
  }

  /** Of a response that is complete only what follows it can fail. */
  #failed(error: Error): void {
    if (!this.#answer) this.#reject(error);
    else if (!this.#answer.message.complete) this.#finish(brokenOff(error));
  }

  #finish(incomplete?: Incomplete): void {
    if (!this.#answer || !this.#settles()) return;
    const { status, headers, body } = this.#answer;
    if (incomplete) {
      this.#disconnect();
      // Whatever else a few bytes would grow to stays undone.
      body.destroy();
    }
    // The word that all of the request is written may come a moment after the response.
    else if (!this.#outgoing?.writableFinished) setImmediate(() => this.#outgoing?.writableFinished || this.#disconnect());
    const text = decodeText(this.#chunks, incomplete !== undefined, headers["content-type"]);
    this.#settle.resolve(incomplete ? { status, headers, text, incomplete } : { status, headers, text });
  }

  #reject(error: unknown): void {
    if (!this.#settles()) return;
    this.#disconnect();
    const isProof = this.#mayBeSent === "no" || (this.#mayBeSent !== "yes" && provesNotSent(error));
    this.#settle.reject(isProof ? new NotSentError(error) : error);
  }

  /** Is it this that settles the call? */
  #settles(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    clearTimeout(this.#connecting);
    this.#ending.offEnd(this.#ended);
    this.#running.delete(this);
    return true;
  }

  /** Ends the connection, unless it is another's by now: a compressed body may be read for longer than its connection is needed. */
  #disconnect(): void {
    // Not left to the request: Node keeps the connection of one that ends before it has it.
    this.#opening?.destroy();
    if (!this.#isReleased) this.#outgoing?.destroy();
  }
}

function closedTooEarly(): Error {
  return new Error("The connection ended before the response did.");
}

function tooSlow(): Error {
  return Object.assign(new Error(`No connection within ${connectTimeoutMs / 1000} s.`), { code: "ETIMEDOUT" });
}
