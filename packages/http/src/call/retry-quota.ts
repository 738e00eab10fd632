/** Retries that a client may be ahead of its successes. */
const capacity = 50;

/**
 * A quota of retries that the calls of a client share, so that an outage is not answered by a storm: a retry takes one, a call that succeeds
 * gives one back. The idea is that of the standard mode of https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export class RetryQuota {
  #left = capacity;

  get isEmpty(): boolean {
    return this.#left <= 0;
  }

  take(): void {
    this.#left--;
  }

  giveBack(): void {
    this.#left = Math.min(capacity, this.#left + 1);
  }
}
