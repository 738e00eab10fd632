import { charsetOf } from "../response/media-type.ts";

let shared: InstanceType<typeof TextDecoder> | undefined;

/**
 * The text of a body, without a byte order mark: in UTF-8, which JSON requires regardless of its content type, else in the charset that is declared,
 * if the platform has it.
 *
 * @param cut whether more of the body follows these chunks; a character that was cut in two is left out then.
 */
export function decodeText(chunks: readonly Uint8Array[], cut: boolean, contentType?: string): string {
  shared ??= new TextDecoder();
  const text = chunks.length === 1 && !cut ? shared.decode(chunks[0]) : decoded(new TextDecoder(), chunks, cut);
  const charset = notUtf8.test(text) ? charsetOf(contentType) : undefined;
  try {
    return charset === undefined ? text : decoded(new TextDecoder(charset), chunks, cut);
  } catch {
    return text;
  }
}

/** The replacement for bytes that are not UTF-8, and every second byte of ASCII in UTF-16. */
const notUtf8 = /[\ufffd\0]/;

function decoded(decoder: InstanceType<typeof TextDecoder>, chunks: readonly Uint8Array[], cut: boolean): string {
  let text = "";
  for (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return cut ? text : text + decoder.decode();
}
