/** One effect that a change of a contract has on users. */
export interface Finding {
  /** What found it: the wire diff, or a rule of our own. */
  readonly by: "wire" | "rules";
  readonly isBreaking: boolean;
  /** A sentence without its full stop, such as "the input nodeId is now stepId". */
  readonly says: string;
  /** How the contract can keep the change from callers. */
  readonly advice?: string;
}

/** A change that callers must follow. @param advice how the contract can keep it from them */
export const breaking = (says: string, advice?: string): Finding => ({
  by: "rules",
  isBreaking: true,
  says,
  ...(advice !== undefined && { advice }),
});

/** A change that callers need not follow. */
export const compatible = (says: string): Finding => ({ by: "rules", isBreaking: false, says });

/** Puts the names of the operations in front of their findings. The same finding for several operations is listed once. */
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
