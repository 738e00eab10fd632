import { fileText } from "@aom-workflow/auth/node";
import { Secret } from "@aom-workflow/client/internal";

/** More than any token is long. */
const mostBytes = 64 * 1024;

/** Reads the text of a stream as a secret. What is much too long for a token is not read to its end. */
export async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<Secret> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    chunks.push(bytes);
    if (length > mostBytes) break;
  }
  return new Secret(fileText(Buffer.concat(chunks)));
}
