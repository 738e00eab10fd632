/** The documentation of an operation; not needed to call it. */
export interface OperationDocs {
  /** Its effect, in one sentence. */
  readonly summary: string;
  /** By input name, those that a form has already decided among them. */
  readonly inputs: Readonly<Record<string, InputDocs>>;
  readonly lifecycle: Lifecycle;
  /** Address of the vendor's page. */
  readonly page: string;
}

/** The documentation of an input. */
export interface InputDocs {
  readonly description: string;
  readonly example?: unknown;
}

/** Where the operation stands in the vendor's life cycle. */
export interface Lifecycle {
  readonly stage: "current" | "historical";
  readonly note: string;
  readonly source: string;
}
