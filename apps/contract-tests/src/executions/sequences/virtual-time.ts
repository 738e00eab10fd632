import { setImmediate as turn } from "node:timers/promises";
import { vi } from "vitest";

/** Time that passes only while a piece of work waits for it, and then at once: minutes cost nothing, and each run goes alike. */
export class VirtualTime {
  now = 1_000;
  #last = 0;
  readonly #timers = new Map<number, { readonly at: number; readonly run: () => void }>();

  /** Takes the place of the platform's timers and of its monotonic clock, until the test ends. */
  install(): void {
    vi.stubGlobal("setTimeout", (run: () => void, ms = 0) => this.#set(run, ms));
    vi.stubGlobal("clearTimeout", (timer: number | undefined) => void this.#timers.delete(Number(timer)));
    vi.spyOn(performance, "now").mockImplementation(() => this.now);
    vi.spyOn(process, "hrtime").mockImplementation(() => [Math.floor(this.now / 1000), (this.now % 1000) * 1e6]);
  }

  /** From the beginning, as if nothing had happened. */
  reset(): void {
    this.now = 1_000;
    this.#timers.clear();
  }

  pass(ms: number): void {
    this.now += ms;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#set(resolve, ms));
  }

  /** Does something later, if anybody still waits then. */
  later(ms: number, run: () => void): void {
    this.#set(run, ms);
  }

  /** Lets time pass until a piece of work is done, and forgets what was to happen later. */
  async until<Value>(work: Promise<Value>): Promise<Value> {
    let isDone = false;
    const done = () => (isDone = true);
    work.then(done, done);
    for (let idle = 0; idle < 100_000; ) {
      await turn();
      if (isDone) {
        this.#timers.clear();
        return work;
      }
      const next = this.#next();
      if (next === undefined) idle++;
      else this.#fire(next);
    }
    throw new Error("The work neither ends nor waits for a timer.");
  }

  #set(run: () => void, ms: number): number {
    this.#timers.set(++this.#last, { at: this.now + Math.max(0, ms), run });
    return this.#last;
  }

  #next(): number | undefined {
    let next: number | undefined;
    for (const [id, { at }] of this.#timers) if (next === undefined || at < (this.#timers.get(next)?.at ?? 0)) next = id;
    return next;
  }

  #fire(id: number): void {
    const timer = this.#timers.get(id);
    this.#timers.delete(id);
    this.now = Math.max(this.now, timer?.at ?? 0);
    timer?.run();
  }
}
