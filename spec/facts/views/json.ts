export type Json = Readonly<Record<string, unknown>>;

/** The last step of a reference. */
export function nameOf(reference: string): string {
  return reference.split("/").at(-1) ?? "";
}
