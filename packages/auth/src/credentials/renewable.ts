import type { Clock } from "./clock.ts";
import { CredentialsError, isCredentialsError } from "./credentials-error.ts";
import { sharedTask } from "./shared-task.ts";

/** A value with the time it expires at, in milliseconds since 1970; without one it lasts until it is forgotten. */
export interface Expiring<T> {
  value: T;
  expiresAt?: number | undefined;
}

/** Where a renewable value comes from. */
export interface RenewableOptions<T> {
  /** Gets a fresh value. */
  load(context: LoadContext<T>): Promise<Expiring<T>>;
  /** What the value is and where it comes from, for messages. */
  source: string;
  clock: Clock;
  /** Later callers do not wait for a load that takes longer than this many milliseconds; without it they wait for its end. */
  staleAfterMs?: number;
  /**
   * Is a load something that must not be repeated with each call, such as a login? Then every caller gets its failure for a while: for as long as
   * the server asks, else for 1 s, doubling up to 30 s with each that follows.
   */
  restsAfterFailure?: boolean;
}

/** The arguments of a load. */
export interface LoadContext<T> {
  /** The value that a server has called expired, if one has. */
  rejected: T | undefined;
  /** Aborts when no request needs the value any more. */
  signal: AbortSignal;
}

/** A value that many callers share: loaded once for all of them, and again before it expires. */
export interface Renewable<T> {
  /** The value: at once if it is there, as a promise if it has to be loaded. That promise rejects when the signal aborts. */
  get(signal: AbortSignal): T | Promise<T>;
  /** Forgets the value, unless it has just been replaced and the complaint can only be about the one before. */
  forget(): void;
}

/** A value is renewed this long before it expires, or in the last tenth of its life if that is shorter. */
const renewBeforeMs = 5 * 60_000;
/** After a failed early renewal the value still serves; the next one is tried after this long. */
const pauseAfterFailureMs = 30_000;
/** After a failed load that must not be repeated with each call, the next one is made after this long at least, and at most. */
const shortestRestMs = 1_000;
const longestRestMs = 30_000;
/** A server that asks for more is not waited for. */
const longestAskedMs = 3_600_000;

/** A clock may be corrected by this much without a doubt about when a value expires. */
const clockToleranceMs = 10_000;
/** Complaints that arrive this soon after a replacement are about requests sent before it. */
const lateComplaintsMs = 10_000;

export function renewable<T>({ load, source, clock, staleAfterMs, restsAfterFailure = false }: RenewableOptions<T>): Renewable<T> {
  let current: (Expiring<T> & { loadedAt: number; renewAt: number }) | undefined;
  let rejected: T | undefined;
  let replacedAt = Number.NEGATIVE_INFINITY;
  let loaded = 0;
  let failures = 0;
  let failure: { error: unknown; at: number; until: number } | undefined;
  const renew = sharedTask(restsAfterFailure ? loadRested : loadFresh, staleAfterMs);

  return {
    get(signal) {
      const now = clock();
      if (current === undefined || now >= (current.expiresAt ?? Number.POSITIVE_INFINITY)) return renew(signal);
      // The clock was set back, so that it no longer shows when the value expires.
      if (current.expiresAt !== undefined && now < current.loadedAt - clockToleranceMs) return renew(signal);
      if (now >= current.renewAt) renewEarly(current, now, signal);
      return current.value;
    },
    forget() {
      const age = clock() - replacedAt;
      if (current === undefined || (age >= 0 && age < lateComplaintsMs)) return;
      rejected = current.value;
      current = undefined;
    },
  };

  function renewEarly(serving: { renewAt: number }, now: number, signal: AbortSignal): void {
    renew(signal).catch(() => {
      serving.renewAt = now + pauseAfterFailureMs;
    });
  }

  async function loadRested(signal: AbortSignal): Promise<T> {
    const now = clock();
    // A clock that was set back does not show how long to wait.
    if (failure !== undefined && now >= failure.at && now < failure.until) throw failure.error;
    try {
      const value = await loadFresh(signal);
      failures = 0;
      failure = undefined;
      return value;
    } catch (error) {
      if (!signal.aborted) failure = { error, at: clock(), until: clock() + restMs(error, ++failures) };
      throw error;
    }
  }

  async function loadFresh(signal: AbortSignal): Promise<T> {
    const fresh = await load({ rejected, signal });
    signal.throwIfAborted();
    const now = clock();
    const lifetime = (fresh.expiresAt ?? Number.POSITIVE_INFINITY) - now;
    if (!(lifetime > 0)) {
      throw new CredentialsError("expired-credentials", `${source} gave credentials that have already expired; it must give fresh ones.`, {
        source,
      });
    }
    current = { ...fresh, loadedAt: now, renewAt: now + lifetime - Math.min(renewBeforeMs, lifetime / 10) };
    rejected = undefined;
    loaded += 1;
    if (loaded > 1) replacedAt = now;
    return fresh.value;
  }
}

/** For how long, in milliseconds, after so many failures one after the other. */
function restMs(error: unknown, failures: number): number {
  const askedMs = isCredentialsError(error) ? Math.min((error.retryAfter ?? 0) * 1000, longestAskedMs) : 0;
  return Math.max(askedMs, Math.min(longestRestMs, shortestRestMs * 2 ** (failures - 1)));
}
