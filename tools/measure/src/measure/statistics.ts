/** What many samples of one number come down to. */
export interface Summary {
  median: number;
  min: number;
  max: number;
}

/** @throws RangeError if there is no sample. */
export function summarize(samples: readonly number[]): Summary {
  if (samples.length === 0) throw new RangeError("There is nothing to summarize.");
  return { median: quantile(samples, 0.5), min: Math.min(...samples), max: Math.max(...samples) };
}

/**
 * The value that `share` of the samples do not exceed, between two samples in proportion.
 *
 * @param share 0 is the smallest sample, 0.5 the median, 1 the largest.
 */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
