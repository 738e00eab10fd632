/** More than any token is long. */
const mostBytes = 64 * 1024;

/** Reads a stream as text. What is much too long for a token is not read to its end. */
export async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    chunks.push(bytes);
    if (length > mostBytes) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}
