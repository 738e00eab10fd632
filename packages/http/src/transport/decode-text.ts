let shared: InstanceType<typeof TextDecoder> | undefined;

/**
 * The text of a body in UTF-8, without a byte order mark.
 *
 * @param cut whether the body goes on after these chunks; a character that was cut in two is left out then.
 */
export function decodeText(chunks: readonly Uint8Array[], cut: boolean): string {
  shared ??= new TextDecoder();
  if (chunks.length === 1 && !cut) return shared.decode(chunks[0]);
  const decoder = new TextDecoder();
  let text = "";
  for (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return cut ? text : text + decoder.decode();
}
