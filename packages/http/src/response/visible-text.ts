/** Every blank but the space and the wide one between ideographs: a difference between two ids in one of them would be invisible. */
const blanks = "\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f";

/** Symbols without ink, which Unicode does not count among the blanks: of braille, music, Khitan and hieroglyphs, with the controls of the last. */
const inkless = "\\u2800\\u{1d159}\\u{16fe4}\\u{13430}-\\u{1343f}\\u{13441}\\u{13442}";

/**
 * Characters that show nothing or act on what is around them: control characters, marks that turn the direction of writing, blanks, soft hyphens,
 * tags, and what breaks a line or annotates it. Which ones are ignored, such as the fillers of Hangul, Unicode says.
 */
const unseen = `[\\p{Cc}\\p{Default_Ignorable_Code_Point}\\u2028\\u2029\\ufff9-\\ufffb${blanks}${inkless}]`;

const some = new RegExp(unseen, "u");

/** A picture of several characters, whose joiners and selectors belong to it, or one that is unseen. */
const pictureOrUnseen = new RegExp(
  `(\\p{Extended_Pictographic}\\p{Emoji_Modifier}?\\ufe0f?(?:\\u200d\\p{Extended_Pictographic}\\p{Emoji_Modifier}?\\ufe0f?)*)|${unseen}`,
  "gu",
);

/**
 * A text in which everything is seen that would hide, forge or reorder something: as the escape that JavaScript has for it, such as `\u200b`. Two
 * texts that differ look different then.
 */
export function visibleText(text: string): string {
  return some.test(text) ? text.replace(pictureOrUnseen, (whole, picture?: string) => picture ?? escaped(whole)) : text;
}

/** JSON in which the same is escaped, but for line breaks between its values; it reads back as the same. */
export function visibleJson(json: string): string {
  return json.replace(unseenInJson, (character) =>
    Array.from({ length: character.length }, (_, unit) => escaped(character.charAt(unit))).join(""),
  );
}

const unseenInJson = new RegExp(`(?!\\n)${unseen}`, "gu");

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16);
  return short[character] ?? (code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`);
}
