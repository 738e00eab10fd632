import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { Incomplete } from "../../response/plain-response.ts";
import { brokenOff, undecodable } from "../incomplete.ts";

/** Why a body that was decompressed is not whole: it broke off, or it is something else than its coding says. */
export function undoneBy(error: NodeJS.ErrnoException, coding = ""): Incomplete {
  const isOther = /^(Z_DATA_ERROR$|ERR__ERROR_FORMAT)/.test(error.code ?? "");
  return isOther ? undecodable(coding.trim().toLowerCase(), error) : brokenOff(error);
}

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
