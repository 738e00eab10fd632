import { UsageError } from "../../output/usage-error.ts";

/**
 * The text of bytes as they come: UTF-8, or UTF-16 as Windows PowerShell writes it. Its first two bytes tell, as they tell `fileText` of
 * `@aom-workflow/auth/node`: the byte order mark, else a character of ASCII.
 *
 * @param file where they come from, as in "of plan.jsonl"
 * @throws UsageError with the number of a line that is in another encoding, since an id with characters replaced would name something else
 */
export async function* decoded(pieces: AsyncIterable<Uint8Array | string>, file: string): AsyncGenerator<string, void, undefined> {
  let decode: ReturnType<typeof strictDecoder> | undefined;
  let bytes: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    bytes = Buffer.concat([bytes, typeof piece === "string" ? Buffer.from(piece) : piece]);
    // A pipe may hand them over one by one.
    if (bytes.length < 2) continue;
    decode ??= strictDecoder(encodingOf(bytes), file);
    yield decode(bytes, true);
    bytes = new Uint8Array();
  }
  yield (decode ?? strictDecoder("utf-8", file))(bytes, false);
}

/** Decodes twice, since a decoder that refuses does not say where. */
function strictDecoder(encoding: string, file: string): (bytes: Uint8Array, stream: boolean) => string {
  const strict = new TextDecoder(encoding, { fatal: true });
  const lenient = new TextDecoder(encoding);
  let line = 1;
  const linesIn = (text: string) => text.split("\n").length - 1;
  return (bytes, stream) => {
    const text = lenient.decode(bytes, { stream });
    try {
      strict.decode(bytes, { stream });
    } catch {
      line += linesIn(text.slice(0, text.indexOf("\ufffd")));
      throw new UsageError(`Line ${line} of ${file} is not valid ${encoding.slice(0, 6).replace(/-$/, "").toUpperCase()}.`);
    }
    line += linesIn(text);
    return text;
  };
}

function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second) ? "utf-16be" : "utf-8";
}
