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

/** Findings with the operations that they are about in front, if they are about any. What is found of several is said once. */
export function namingOperations(found: readonly (readonly [operation: string | undefined, finding: Finding])[]): readonly Finding[] {
  const together = new Map<string, { readonly finding: Finding; readonly names: Set<string> }>();
  for (const [name, finding] of found) {
    const key = `${finding.isBreaking} ${finding.says}`;
    const { names } = together.get(key) ?? { names: new Set() };
    together.set(key, { finding, names: name === undefined ? names : names.add(name) });
  }
  return [...together.values()].map(({ finding, names }) =>
    names.size === 0 ? finding : { ...finding, says: `${[...names].join(", ")}: ${finding.says}` },
  );
}
