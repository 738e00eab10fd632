import type { Incomplete, PlainResponse } from "../response/plain-response.ts";
import { readHeaders } from "../response/read-headers.ts";
import { decodeText } from "./decode-text.ts";
import { brokenOff, longerThan } from "./incomplete.ts";

/** The used part of a `Response`; a caller's `fetch` may return less. */
type ResponseLike = Partial<Pick<Response, "status" | "redirected" | "type" | "body" | "text">> & { readonly headers?: unknown };

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** The response of a `fetch`, while its body is read. Once there is a head, anything else odd makes it `incomplete`. */
export class FetchedAnswer {
  readonly #response: ResponseLike;
  readonly #head: Omit<PlainResponse, "text">;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;
  #reader: Reader | undefined;

  /** @throws TypeError for what has no status: it is not known whether anything was answered. */
  constructor(response: unknown) {
    const { status, redirected, type, headers } = (response ?? {}) as ResponseLike;
    if (typeof status !== "number") throw new TypeError("fetch resolved with something that is not a Response.");
    this.#response = response as ResponseLike;
    this.#head = { status, redirected: redirected === true || type === "opaqueredirect", ...readHeaders(headers) };
  }

  /** Reads the body up to a bound, and ends it beyond that. Never rejects. */
  async read(maxBytes: number): Promise<PlainResponse> {
    try {
      this.#reader = this.#response.body?.getReader?.();
      if (!this.#reader) this.#keep(new TextEncoder().encode(await textOf(this.#response)), maxBytes);
      while (this.#reader && this.#size <= maxBytes) {
        const { done, value } = await this.#reader.read();
        if (done) break;
        this.#keep(value, maxBytes);
      }
    } catch (cause) {
      return this.cutShort(brokenOff(cause));
    }
    if (this.#size > maxBytes) return this.cutShort(longerThan(maxBytes));
    return { ...this.#head, text: this.#text(false) };
  }

  /** Ends the body, for this reason, and returns the result. */
  cutShort(incomplete: Incomplete): PlainResponse {
    this.#cancel().catch(() => {});
    return { ...this.#head, text: this.#text(true), incomplete };
  }

  /** A body without a stream is already decoded. */
  #text(cut: boolean): string {
    return decodeText(this.#chunks, cut, this.#reader && this.#head.headers["content-type"]);
  }

  #keep(chunk: Uint8Array, maxBytes: number): void {
    this.#chunks.push(chunk.subarray(0, maxBytes - this.#size));
    this.#size += chunk.byteLength;
  }

  async #cancel(): Promise<void> {
    await (this.#reader ?? this.#response.body)?.cancel?.();
  }
}

/** Of what has no stream. */
async function textOf(response: ResponseLike): Promise<string> {
  const text: unknown = (await response.text?.()) ?? "";
  if (typeof text !== "string") throw new TypeError("The text of the response is not a string.");
  return text;
}
