import type { RecordedRequest } from "./recorded-request.ts";

/** Limits, so that a mock that runs for days does not grow. */
const limits = { requests: 5_000, bytes: 16 * 1024 * 1024 };

/** The most recent requests. */
export interface RecentRequests {
  readonly kept: readonly RecordedRequest[];
  /** The number of all requests so far. */
  readonly count: number;
  add(record: RecordedRequest): void;
  /** Counts the size of a record, once its exchange is over. */
  settle(record: RecordedRequest): void;
  /** Clears all of them. */
  clear(): void;
}

/** Keeps requests up to {@link limits}, and then drops the oldest. */
export function recentRequests(): RecentRequests {
  const kept: RecordedRequest[] = [];
  let sizes = new WeakMap<RecordedRequest, number>();
  let [count, bytes, length] = [0, 0, 0];
  /** Tests may have emptied the list. */
  const look = () => {
    if (kept.length !== length) bytes = kept.reduce((sum, record) => sum + (sizes.get(record) ?? 0), 0);
  };
  const drop = () => {
    while (kept.length > limits.requests || (kept.length > 0 && bytes > limits.bytes)) {
      const oldest = kept.shift() as RecordedRequest;
      bytes -= sizes.get(oldest) ?? 0;
      sizes.delete(oldest);
    }
    length = kept.length;
  };
  return {
    kept,
    get count() {
      return count;
    },
    add(record) {
      look();
      count++;
      kept.push(record);
      sizes.set(record, 0);
      drop();
    },
    clear() {
      kept.length = 0;
      sizes = new WeakMap();
      [count, bytes, length] = [0, 0, 0];
    },
    settle(record) {
      if (!sizes.has(record)) return;
      look();
      const size = sizeOf(record);
      bytes += size;
      sizes.set(record, size);
      drop();
    },
  };
}

/** Approximate: header names and values are stored twice. */
function sizeOf({ target, rawHeaders, body, answer }: RecordedRequest): number {
  return target.length + 2 * rawHeaders.join("").length + body.length + (answer?.length ?? 0);
}
