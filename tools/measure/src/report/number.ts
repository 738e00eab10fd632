/** Three digits are as many as are worth reading; a count has none behind the point. */
export function shown(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** `1.36 (1.29–1.52)`, or the number alone if there is but one. */
export function withRange({ median, min, max }: { median: number; min: number; max: number }): string {
  return min === max ? shown(median) : `${shown(median)} (${shown(min)}–${shown(max)})`;
}
