import type { Clock } from "./clock.ts";
import { CredentialsError } from "./errors.ts";

/** A value with the time it ends at, in milliseconds since 1970; without one it lasts until it is forgotten. */
export interface Expiring<T> {
  value: T;
  expiresAt?: number | undefined;
}

export interface RenewableOptions<T> {
  /** Gets a fresh value. `rejected` is the value that a server has called expired, if one has. */
  load(rejected: T | undefined): Promise<Expiring<T>>;
  /** What the value is and where it comes from, for messages. */
  source: string;
  clock: Clock;
}

/** A value that many callers share: loaded once for all of them, and again before it ends. */
export interface Renewable<T> {
  /** The value: at once where it is there, as a promise where it has to be loaded. */
  get(): T | Promise<T>;
  /** Forgets the value, unless it has just been replaced and the complaint can only be about the one before. */
  forget(): void;
}

/** A value is renewed this long before its end, or in the last tenth of its life if that is shorter. */
const renewBeforeMs = 5 * 60_000;
/** After a failed early renewal the value still serves; the next one is tried after this long. */
const pauseAfterFailureMs = 30_000;
/** Complaints that arrive this soon after a replacement are about requests sent before it. */
const lateAnswersMs = 10_000;

export function renewable<T>({ load, source, clock }: RenewableOptions<T>): Renewable<T> {
  let current: (Expiring<T> & { renewAt: number }) | undefined;
  let pending: Promise<T> | undefined;
  let rejected: T | undefined;
  let replacedAt = Number.NEGATIVE_INFINITY;
  let loaded = 0;

  return {
    get() {
      const now = clock();
      if (current === undefined || now >= (current.expiresAt ?? Number.POSITIVE_INFINITY)) return renew();
      if (now >= current.renewAt) renewEarly(current, now);
      return current.value;
    },
    forget() {
      if (current === undefined || clock() - replacedAt < lateAnswersMs) return;
      rejected = current.value;
      current = undefined;
    },
  };

  function renew(): Promise<T> {
    pending ??= loadFresh().finally(() => {
      pending = undefined;
    });
    return pending;
  }

  function renewEarly(serving: { renewAt: number }, now: number): void {
    if (pending !== undefined) return;
    renew().catch(() => {
      serving.renewAt = now + pauseAfterFailureMs;
    });
  }

  async function loadFresh(): Promise<T> {
    const fresh = await load(rejected);
    const now = clock();
    const lifetime = (fresh.expiresAt ?? Number.POSITIVE_INFINITY) - now;
    if (!(lifetime > 0)) {
      throw new CredentialsError("expired-credentials", `${source} gave credentials that have already ended; make it give fresh ones.`, {
        source,
      });
    }
    current = { ...fresh, renewAt: now + lifetime - Math.min(renewBeforeMs, lifetime / 10) };
    rejected = undefined;
    loaded += 1;
    if (loaded > 1) replacedAt = now;
    return fresh.value;
  }
}
