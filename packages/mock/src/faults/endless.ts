import { gzipSync } from "node:zlib";
import { encodeHead, toWireAnswer } from "../answer/wire-answer.ts";
import type { EndlessBody, EndlessGzip, EndlessHeaders } from "./answer-fault.ts";
import type { Script } from "./script.ts";
import type { Strike } from "./strike.ts";

export type EndlessFault = EndlessGzip | EndlessHeaders | EndlessBody;

/** Faults whose answer does not end by itself; a bound keeps a client that reads it all from reading for ever. */
export function endless(fault: EndlessFault): Strike {
  const answer = toWireAnswer({ status: 200, headers: { "Content-Type": "application/json" } });
  switch (fault.kind) {
    case "endless-headers":
      return { answer, script: repeat(encodeHead(answer, []).subarray(0, -2), `X-Filler: ${"x".repeat(1014)}\r\n`, 64 * mib) };
    case "endless-body":
      return { answer, script: repeat(Buffer.concat([encodeHead(answer, []), Buffer.from('"')]), "x".repeat(16 * 1024), 64 * mib) };
    case "endless-gzip":
      return { answer, script: repeat(encodeHead(answer, ["Content-Encoding", "gzip"]), gzipSync(Buffer.alloc(mib, " ")), 4 * mib) };
  }
}

const mib = 1024 * 1024;

function* repeat(head: Buffer, piece: string | Buffer, upToBytes: number): Script & Generator {
  yield { send: head };
  const send = Buffer.from(piece);
  for (let sent = 0; sent < upToBytes; sent += send.length) yield { send };
  yield { end: "close" };
}
