/** Hands an abort on to many signals. Each of them has few listeners: Node warns of more than ten on one. */
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
