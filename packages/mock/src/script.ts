/** One step of a damaged answer on the wire. */
export type Step =
  | { readonly send: Buffer }
  | { readonly waitMs: number }
  /** FIN, RST, or nothing more. A script ends with the first of these. */
  | { readonly end: "close" | "reset" | "hold" };

/** What goes over the wire, step by step. May be endless. */
export type Script = Iterable<Step>;
