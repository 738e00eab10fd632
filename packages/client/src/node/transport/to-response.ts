import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";

/** @see https://fetch.spec.whatwg.org/#null-body-status */
const withoutBody = new Set([204, 205, 304]);

/** Makes a standard `Response`. Its body is read from the socket only as fast as it is asked for. @throws RangeError for a status that HTTP does not know. */
export function toResponse(answer: IncomingMessage): Response {
  const { statusCode: status = 0 } = answer;
  if (status < 200 || status > 599) {
    answer.destroy();
    throw new RangeError(`The server answered with the status ${status}, which HTTP does not know.`);
  }
  const init = { status, statusText: statusTextOf(answer), headers: headersOf(answer) };
  if (withoutBody.has(status)) {
    answer.resume();
    return new Response(null, init);
  }
  return new Response(ReadableStream.from(decoded(answer)), init);
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  return headers;
}

function statusTextOf({ statusMessage = "" }: IncomingMessage): string {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(statusMessage) ? statusMessage : "";
}

/** Undoes the compression that a server or a gateway may apply without being asked. */
function decoded(answer: IncomingMessage): Readable {
  const coding = answer.headers["content-encoding"]?.trim().toLowerCase();
  const zlib = coding && process.getBuiltinModule("node:zlib");
  if (!zlib) return answer;
  if (["gzip", "x-gzip", "deflate"].includes(coding)) return piped(answer, zlib.createUnzip());
  return coding === "br" ? piped(answer, zlib.createBrotliDecompress()) : answer;
}

function piped<To extends NodeJS.ReadWriteStream & Readable>(from: Readable, to: To): To {
  // The reader of `to` learns of every error from `to` itself.
  process.getBuiltinModule("node:stream").pipeline(from, to, () => {});
  return to;
}
