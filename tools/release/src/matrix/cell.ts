/** One line of the matrix: something that a user does with what is installed. */
export interface Cell {
  /** Where in the matrix it is, and what breaks for a user when it is red. */
  readonly title: string;
  /** Fails when a user would be failed. @returns a remark, such as a size */
  readonly run: () => Promise<string | undefined>;
}

/** What became of a cell. */
export interface Result {
  readonly title: string;
  readonly verdict: "ok" | "red" | "missing";
  /** A remark, or why it is not ok. */
  readonly text: string;
}

/** What a cell needs could not be installed on this machine. It has shown nothing then, and has not passed. */
export class MissingError extends Error {
  override readonly name = "MissingError";
}
