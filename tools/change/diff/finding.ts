/** One thing that a change of a contract means for users. */
export interface Finding {
  /** What found it: the wire diff, or a rule of our own. */
  readonly by: "wire" | "rules";
  readonly isBreaking: boolean;
  /** A sentence without its full stop, such as "the input nodeId is now stepId". */
  readonly says: string;
  /** How the contract can spare callers the change. */
  readonly advice?: string;
}

/** A change that callers have to follow. @param advice how the contract can spare them */
export const breaking = (says: string, advice?: string): Finding => ({
  by: "rules",
  isBreaking: true,
  says,
  ...(advice !== undefined && { advice }),
});

/** A change that no caller has to follow. */
export const compatible = (says: string): Finding => ({ by: "rules", isBreaking: false, says });
