/** The contract itself is wrong. Each problem says where, and what to change. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly problems: readonly string[];

  constructor(...problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/**
 * Runs every reader, so that one run reports every problem and not only the first.
 *
 * @throws ContractError with the problems of all readers
 */
export function readAll<Read extends readonly unknown[]>(readers: readonly [...{ [Index in keyof Read]: () => Read[Index] }]): Read {
  const problems = new Set<string>();
  const read = readers.map((reader) => {
    try {
      return reader();
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      for (const problem of error.problems) problems.add(problem);
      return undefined;
    }
  });
  if (problems.size > 0) throw new ContractError(...problems);
  return read as unknown as Read;
}
