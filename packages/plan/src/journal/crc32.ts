const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

const encoder = new TextEncoder();
let bytes = new Uint8Array(1024);

/** The CRC-32 of a text's UTF-8 bytes as eight hexadecimal digits. Detects accidental changes, not deliberate ones. */
export function crc32(text: string): string {
  // A UTF-16 code unit takes at most three bytes. The buffer is reused, since one for each call is freed late.
  if (bytes.length < text.length * 3) bytes = new Uint8Array(text.length * 3);
  const { written } = encoder.encodeInto(text, bytes);
  let crc = 0xffffffff;
  for (let at = 0; at < written; at++) crc = (table[(crc ^ (bytes[at] as number)) & 0xff] as number) ^ (crc >>> 8);
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}
