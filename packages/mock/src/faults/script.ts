/** One step of what a fault does on the wire. */
export type Step =
  | { readonly send: Buffer }
  | { readonly waitMs: number }
  /** Continues when the next request arrives, and withholds that from the mock. */
  | { readonly await: "next-request" }
  /** FIN, RST, or silence. A script ends at the first of these. */
  | { readonly end: "close" | "reset" | "hold" };

/** What goes over the wire, step by step. May be endless. */
export type Script = Iterable<Step>;
