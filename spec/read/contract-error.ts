/** The contract itself is wrong; each problem says where, and what the person who edits it can do. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly problems: readonly string[];

  constructor(...problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/**
 * Reads all of something, so that one run tells every problem and not only the first.
 *
 * @throws ContractError with the problems of all that could not be read
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
