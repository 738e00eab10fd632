/**
 * What a page of the vendor says, written down by hand and never read from a contract: a slip in the contract meets something that
 * does not follow it. README.md says where sources disagree.
 */
export interface Fact {
  fact: string;
  says: unknown;
  /**
   * Where the contract states the same: `/` between the steps, `~1` for a `/` within a step, references followed.
   * A word in parentheses behind it names a view of what is there.
   */
  at: string;
  source: string;
  /** The date that the source bears. */
  dated: string;
}
