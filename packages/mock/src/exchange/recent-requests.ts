import type { RecordedRequest } from "./recorded-request.ts";

/** What is kept at most, so that a mock that runs for days does not grow. */
const most = { requests: 5_000, bytes: 16 * 1024 * 1024 };

/** The requests that came last. */
export interface RecentRequests {
  readonly kept: readonly RecordedRequest[];
  /** How many there were in all. */
  readonly count: number;
  add(record: RecordedRequest): void;
  /** Counts what a record holds, once its exchange is over. */
  settle(record: RecordedRequest): void;
}

/** Keeps requests up to {@link most}, and then drops the oldest. */
export function recentRequests(): RecentRequests {
  const kept: RecordedRequest[] = [];
  // In the order of arrival. Tests may empty the list of requests; what is dropped is decided here alone.
  const sizes = new Map<RecordedRequest, number>();
  let count = 0;
  let bytes = 0;
  const weigh = (record: RecordedRequest, size: number) => {
    bytes += size - (sizes.get(record) ?? 0);
    sizes.set(record, size);
    for (const [oldest, its] of sizes) {
      if (sizes.size <= most.requests && bytes <= most.bytes) return;
      sizes.delete(oldest);
      bytes -= its;
      if (kept[0] === oldest) kept.shift();
    }
  };
  return {
    kept,
    get count() {
      return count;
    },
    add(record) {
      count++;
      kept.push(record);
      weigh(record, 0);
    },
    settle(record) {
      if (sizes.has(record)) weigh(record, sizeOf(record));
    },
  };
}

/** Roughly: names and values of headers are there twice. */
function sizeOf({ target, rawHeaders, body, answer }: RecordedRequest): number {
  return target.length + 2 * rawHeaders.join("").length + body.length + (answer?.length ?? 0);
}
