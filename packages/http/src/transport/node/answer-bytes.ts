import type { PlainHeaders } from "../../request/plain-request.ts";

/** The bytes of one answer as they came, counted. The parser of Node is silent about what follows a response in the same packet. */
export class AnswerBytes {
  #first: Buffer | undefined;
  #last: Buffer | undefined;
  #total = 0;

  add(chunk: Buffer): void {
    this.#first ??= chunk;
    this.#last = chunk;
    this.#total += chunk.length;
  }

  /** Did they begin like an HTTP response? The parser of Node also takes RTSP and ICE. Nothing is known of bytes that were not seen. */
  get areHttp(): boolean {
    return this.#first === undefined || /^[\r\n]*H/.test(this.#first.toString("latin1", 0, 16));
  }

  /**
   * Did the response end exactly if it said, with nothing before, in between or behind? False also if that is not certain, as when its
   * head came in pieces.
   */
  areJust(headers: PlainHeaders, hasBody: boolean): boolean {
    if (!this.#first || !this.#last || isInterim(this.#first)) return false;
    const blankLine = this.#first.indexOf("\r\n\r\n");
    if (blankLine === -1) return false;
    const head = blankLine + 4;
    if (!hasBody) return this.#total === head;
    if (headers["content-length"] !== undefined) return this.#total === head + Number(headers["content-length"]);
    return this.#last.toString("latin1", this.#last.length - lastChunk.length) === lastChunk;
  }
}

/** How a chunked body without trailers ends. */
const lastChunk = "0\r\n\r\n";

/** Does it begin with `HTTP/1.1 1…`? */
function isInterim(bytes: Buffer): boolean {
  return bytes[9] === 0x31;
}
