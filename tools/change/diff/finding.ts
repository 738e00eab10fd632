/** One thing that a change of a contract means for users. */
export interface Finding {
  /** What told it: the wire diff, the compiler, or a rule of our own. */
  readonly by: "wire" | "types" | "rules";
  readonly isBreaking: boolean;
  /** A sentence without its full stop, such as "the parameter node_id was renamed". */
  readonly says: string;
}

export type ContractName = "aom" | "iam";
