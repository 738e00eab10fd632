import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { decoded } from "./decoded.ts";

const text = '{"workflowId":"w1","nodeId":"Störung 运维"}\r\n{}';
const utf16 = (text: string) => Buffer.from(text, "utf16le");

test.for<[string, Buffer]>([
  ["UTF-8", Buffer.from(text)],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
  ["UTF-16LE", utf16(`\ufeff${text}`)],
  ["UTF-16BE", utf16(`\ufeff${text}`).swap16()],
  ["UTF-16LE without a mark", utf16(text)],
  ["UTF-16BE without a mark", utf16(text).swap16()],
])("a list in %s is read, in whatever pieces it comes", async ([, bytes]) => {
  for (const length of [1, 2, 3, 1000]) {
    expect(await textOf(inPieces(bytes, length))).toBe(text);
  }
});

test.for<[string, Buffer, string]>([
  ["a letter in Latin-1", Buffer.from('{}\n\n{"workflowId":"é"}\n', "latin1"), "Line 3 of list is not valid UTF-8."],
  ["half a character at the end", Buffer.from("{}\né").subarray(0, -1), "Line 2 of list is not valid UTF-8."],
  ["what gzip writes", gzipSync(text), "Line 1 of list is not valid UTF-8."],
  ["half a pair of UTF-16", utf16("{}\n{}\n{}\n\ud800 "), "Line 4 of list is not valid UTF-16."],
])("%s is refused with its line, in whatever pieces it comes", async ([, bytes, problem]) => {
  for (const length of [1, 2, 3, 1000]) await expect(textOf(inPieces(bytes, length))).rejects.toThrow(problem);
});

test("a replacement character that was written as such is read", async () => {
  expect(await textOf(inPieces(Buffer.from("{}\n\ufffd"), 100))).toBe("{}\n\ufffd");
});

test.for([[""], ["1"]])("a text of %j is no longer than it is", async ([text = ""]) => {
  expect(await textOf(inPieces(Buffer.from(text), 1))).toBe(text);
});

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  let read = "";
  for await (const piece of decoded(pieces, "list")) read += piece;
  return read;
}

async function* inPieces(bytes: Uint8Array, length: number) {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}
