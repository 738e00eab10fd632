/** Something that can be measured again and again. */
export interface Subject {
  readonly name: string;
  /** Measures once and resolves with the number. */
  readonly sample: () => Promise<number>;
}

/** The measurements of one run: one number per row and round. */
export interface Comparison {
  readonly title: string;
  readonly rows: Readonly<Record<string, readonly number[]>>;
  /** How far apart two measurements of the same thing may lie, see {@link noiseOf}. */
  readonly noise: number;
}

/**
 * Measures all subjects once in every round. Each round starts with a different one, so that a slow phase of the machine affects all. The first
 * subject is measured twice in every round, which shows the noise.
 */
export async function sideBySide(
  title: string,
  subjects: readonly [Subject, ...Subject[]],
  { rounds, warmUpRounds = 0 }: { readonly rounds: number; readonly warmUpRounds?: number },
): Promise<Comparison> {
  const again = { name: `${subjects[0].name}, again`, sample: subjects[0].sample };
  const all = [...subjects, again];
  const samples = new Map(all.map(({ name }) => [name, [] as number[]]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const index of all.keys()) {
      const { name, sample } = all[(index + round + warmUpRounds) % all.length] as Subject;
      const value = await sample();
      if (round >= 0) samples.get(name)!.push(value);
    }
  }
  const noise = noiseOf(ratiosTo(samples.get(subjects[0].name)!, samples.get(again.name)!));
  return { title, rows: Object.fromEntries(samples), noise };
}

/** Divides round by round, so that a phase in which everything is slow cancels out. */
export function ratiosTo(reference: readonly number[], samples: readonly number[]): number[] {
  return samples.map((sample, round) => sample / (reference[round] ?? Number.NaN));
}

/**
 * Twice the distance from 1 that three of four ratios of a subject to itself stay within. A single disturbed round does not widen it.
 */
export function noiseOf(ratios: readonly number[]): number {
  return (
    2 *
    quantile(
      ratios.map((ratio) => Math.abs(ratio - 1)),
      0.75,
    )
  );
}

/**
 * The value that `share` of the samples do not exceed, interpolated between two samples.
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
