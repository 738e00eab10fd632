/**
 * What steers a terminal, turns the direction of writing, or is not seen and can carry a hidden message: control, format, private and unassigned
 * characters, separators of lines, lone surrogates, and whatever Unicode says may be ignored, such as tags and selectors of variants.
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Text that was read, as one line without what is not seen. @param most characters; what is longer ends in an ellipsis */
export function shown(text: string, most = 200): string {
  // A character is at most two code units, and a name may have a megabyte.
  const line = text
    .slice(0, 8 * most)
    .replace(/\s+/g, " ")
    .replace(unseen, "")
    .trim();
  const characters = [...line];
  const isWhole = characters.length <= most && text.length <= 8 * most;
  return isWhole ? line : `${characters.slice(0, most - 1).join("")}…`;
}

/** The same for what may be missing; an empty text is. */
export function shownOr(text: string | undefined, most?: number): string | undefined {
  return text === undefined ? undefined : shown(text, most) || undefined;
}
