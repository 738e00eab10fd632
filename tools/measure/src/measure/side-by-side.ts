import type { Row } from "./comparison.ts";
import { noiseOf } from "./noise.ts";

/** Something that can be measured again and again. */
export interface Subject {
  name: string;
  ours?: boolean;
  /** Measures once and resolves with the number. */
  sample(): Promise<number>;
}

export interface SideBySideOptions {
  rounds: number;
  /** Rounds before these, whose numbers are thrown away. */
  warmUpRounds?: number;
}

/**
 * Measures all subjects once in every round, each round beginning with another one, so that a slow phase of the machine meets everybody.
 * The first subject is the reference; it is measured a second time in every round, under the name `… again`, which shows the noise.
 */
export async function sideBySide(
  subjects: readonly [Subject, ...Subject[]],
  { rounds, warmUpRounds = 0 }: SideBySideOptions,
): Promise<{ reference: string; noise: number; rows: Row[] }> {
  const [reference, ...others] = subjects;
  const all = [reference, { ...reference, name: `${reference.name} again` }, ...others];
  const samples = all.map((): number[] => []);

  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const index of rotated(all.length, round + warmUpRounds)) {
      const sample = await all[index]!.sample();
      if (round >= 0) samples[index]!.push(sample);
    }
  }

  const rows = all.map(({ name, ours = false }, index) => ({
    name,
    ours,
    samples: samples[index]!,
    ratios: index === 0 ? [] : ratiosTo(samples[0]!, samples[index]!),
  }));
  return { reference: reference.name, noise: noiseOf(rows[1]!.ratios), rows };
}

/** 0, 1, 2 … in a circle, beginning elsewhere in each round. */
export function rotated(count: number, round: number): number[] {
  return Array.from({ length: count }, (_, index) => (index + round) % count);
}

/** Divides round by round. */
export function ratiosTo(reference: readonly number[], samples: readonly number[]): number[] {
  return samples.map((sample, round) => sample / (reference[round] ?? Number.NaN));
}
