import type { SectionName } from "../sections/section-names.ts";

export type Unit = "ms" | "µs" | "s" | "MB" | "MiB" | "kB" | "packages";

/** One line of a table. */
export interface Row {
  name: string;
  /** Made by this project: targets and the baseline concern these rows only. */
  ours: boolean;
  /** One number for each round. */
  samples: readonly number[];
  /** Of each round, this row's number divided by the reference's. Empty if there is no reference. */
  ratios: readonly number[];
}

/** What was measured side by side, in one run. */
export interface Comparison {
  section: SectionName;
  title: string;
  /** Version of Node that was measured; absent where it makes no difference. */
  node?: string;
  unit: Unit;
  /** Name of the row that the others are divided by. */
  reference?: string;
  /** See `noiseOf`; 0 for what is counted and not measured. */
  noise: number;
  rows: readonly Row[];
}
