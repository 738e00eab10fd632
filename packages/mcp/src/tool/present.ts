/**
 * Characters that control a terminal, change the writing direction, or are invisible and can carry a hidden message: control, format, private and unassigned
 * characters, lone surrogates, and those that Unicode says may be ignored, such as tags and variation selectors.
 */
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

const gaps = /[\t\n\v\f\r\u0085\p{Z}]+/gu;

/** Text that was read, as one line without invisible characters. @param maxLength in characters; longer text ends in an ellipsis */
export function shown(text: string, maxLength = 200): string {
  // A character is at most two code units, and a name may have a megabyte.
  const line = text
    .slice(0, 8 * maxLength)
    .replace(gaps, " ")
    .replace(unseen, "")
    .trim();
  const characters = [...line];
  const isWhole = characters.length <= maxLength && text.length <= 8 * maxLength;
  return isWhole ? line : `${characters.slice(0, maxLength - 1).join("")}…`;
}

/** The same for text that may be missing; empty text counts as missing. */
export function shownOr(text: string | undefined, maxLength?: number): string | undefined {
  return text === undefined ? undefined : shown(text, maxLength) || undefined;
}

/** Is every character of the id visible? Otherwise another id could look the same. */
export function isSeenWhole(id: string): boolean {
  return shown(id, 64) === id;
}

/** Ids that were read, without those that have invisible characters: a program cannot act on what it cannot name. */
export function idsSeen<Ids extends Readonly<Record<string, string | undefined>>>(ids: Ids): Partial<Ids> {
  return Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== undefined && isSeenWhole(id))) as Partial<Ids>;
}
