/** One step of what a fault does on the wire. */
export type Step =
  | { readonly send: Buffer }
  | { readonly waitMs: number }
  /** Goes on when the next request arrives, and takes it away from the mock. */
  | { readonly await: "next-request" }
  /** FIN, RST, or nothing more. A script goes no further than the first of these. */
  | { readonly end: "close" | "reset" | "hold" };

/** What goes over the wire, step by step. May be endless. */
export type Script = Iterable<Step>;
