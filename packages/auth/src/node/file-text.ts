/**
 * The text of a file that a person may have written with any editor: UTF-8, or UTF-16 as Windows PowerShell writes it, with or without a byte order
 * mark. Without one, UTF-16 is known by its first character, which is ASCII in every file that is read here.
 */
export function fileText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return withoutMark(buffer.toString("utf16le"));
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return withoutMark(bigEndian(buffer));
  return withoutMark(buffer.toString("utf8"));
}

/** Half a character at the end is left out. */
function bigEndian(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString("utf16le");
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}
