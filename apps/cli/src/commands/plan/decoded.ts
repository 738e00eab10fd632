/**
 * The text of bytes as they come: UTF-8, or UTF-16 as Windows PowerShell writes it. Its first two bytes tell, as they tell `fileText` of
 * `@aom-workflow/auth/node`: the byte order mark, else a character of ASCII.
 */
export async function* decoded(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator<string, void, undefined> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let bytes: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    bytes = Buffer.concat([bytes, typeof piece === "string" ? Buffer.from(piece) : piece]);
    // A pipe may hand them over one by one.
    if (bytes.length < 2) continue;
    decoder ??= new TextDecoder(encodingOf(bytes));
    yield decoder.decode(bytes, { stream: true });
    bytes = new Uint8Array();
  }
  yield (decoder ?? new TextDecoder()).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second) ? "utf-16be" : "utf-8";
}
