import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";

/** Undoes the compression that a server or a gateway may apply without being asked. */
export function decoded(answer: IncomingMessage, coding: string | undefined): Readable {
  if (coding === undefined) return answer;
  const zlib = process.getBuiltinModule("node:zlib");
  switch (coding.trim().toLowerCase()) {
    case "gzip":
    case "x-gzip":
    case "deflate":
      return piped(answer, zlib.createUnzip());
    case "br":
      return piped(answer, zlib.createBrotliDecompress());
    default:
      return answer;
  }
}

function piped<To extends NodeJS.ReadWriteStream & Readable>(from: Readable, to: To): To {
  // The reader of `to` learns of every error from `to` itself.
  process.getBuiltinModule("node:stream").pipeline(from, to, () => {});
  return to;
}
