/** Forwards an abort to many signals, so that none has more than ten listeners: Node warns about that. */
export class FanOut {
  readonly #parts = new Set<AbortController>();
  #reason: unknown;
  #isAborted = false;

  abort(reason: unknown): void {
    this.#reason = reason;
    this.#isAborted = true;
    for (const part of this.#parts) part.abort(reason);
  }

  /** Does work with a signal of its own. */
  async with<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const part = new AbortController();
    if (this.#isAborted) part.abort(this.#reason);
    this.#parts.add(part);
    try {
      return await work(part.signal);
    } finally {
      this.#parts.delete(part);
    }
  }
}
