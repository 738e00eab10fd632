import { monotonicMs } from "../../index.ts";
import type { Connection } from "./connection.ts";

/** How many connections to one origin wait for their next use at most; as many as Node's own agent keeps. */
const maxIdle = 256;

/** How often connections that nobody takes are looked through, in milliseconds. */
const sweepMs = 1_000;

/** Connections that wait for their next use, each until it expires. They never keep the process alive. */
export class IdleConnections {
  /** By origin; the one that was used last is at the end. */
  readonly #waiting = new Map<string, Connection[]>();
  #sweeping: ReturnType<typeof setInterval> | undefined;

  put(connection: Connection): void {
    const waiting = this.#waiting.get(connection.origin);
    if (!waiting) this.#waiting.set(connection.origin, [connection]);
    else if (waiting.length < maxIdle) waiting.push(connection);
    else connection.end();
    this.#sweeping ??= setInterval(() => this.#sweep(), sweepMs).unref();
  }

  /** Takes one to an origin, where there is one. */
  take(origin: string): Connection | undefined {
    const waiting = this.#waiting.get(origin);
    if (!waiting) return undefined;
    const now = monotonicMs();
    for (let connection = waiting.pop(); connection; connection = waiting.pop()) {
      if (connection.usable && connection.expires > now) return connection;
      connection.end();
    }
    return undefined;
  }

  #sweep(): void {
    const now = monotonicMs();
    for (const [origin, waiting] of this.#waiting) {
      const fresh = waiting.filter((connection) => connection.usable && connection.expires > now);
      for (const connection of waiting) if (!fresh.includes(connection)) connection.end();
      if (fresh.length > 0) this.#waiting.set(origin, fresh);
      else this.#waiting.delete(origin);
    }
    if (this.#waiting.size > 0) return;
    clearInterval(this.#sweeping);
    this.#sweeping = undefined;
  }
}
