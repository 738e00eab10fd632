import { expect, it } from "vitest";
import { AnswerBytes } from "./answer-bytes.ts";

const head = "HTTP/1.1 200 OK\r\n\r\n";
const chunked = { "transfer-encoding": "chunked" };

it.each<[string, string[], Record<string, string>, boolean, boolean]>([
  ["a body with its length", [`${head}ok`], { "content-length": "2" }, true, true],
  ["in pieces", [`${head}o`, "k"], { "content-length": "2" }, true, true],
  ["a byte more", [`${head}ok!`], { "content-length": "2" }, true, false],
  ["a byte more in a piece of its own", [`${head}ok`, "!"], { "content-length": "2" }, true, false],
  ["a byte less", [`${head}o`], { "content-length": "2" }, true, false],
  ["chunks", [`${head}2\r\nok\r\n0\r\n\r\n`], chunked, true, true],
  ["chunks in pieces", [`${head}2\r\nok\r\n`, "0\r\n\r\n"], chunked, true, true],
  ["chunks and more", [`${head}2\r\nok\r\n0\r\n\r\nH`], chunked, true, false],
  ["a last chunk in pieces, which is not worth a closer look", [`${head}2\r\nok\r\n0\r\n`, "\r\n"], chunked, true, false],
  ["no body", [head], { "content-length": "2" }, false, true],
  ["no body, but bytes", [`${head}ok`], { "content-length": "2" }, false, false],
  ["a head in pieces, which is not worth a closer look", ["HTTP/1.1 200 OK\r\n", "\r\nok"], { "content-length": "2" }, true, false],
  ["an interim answer before", [`HTTP/1.1 100 Continue\r\n\r\n${head}ok`], { "content-length": "2" }, true, false],
  ["an interim answer before chunks", [`HTTP/1.1 100 Continue\r\n\r\n${head}0\r\n\r\n`], chunked, true, false],
  ["nothing", [], {}, true, false],
])("%s", (_, pieces, headers, hasBody, just) => {
  const bytes = new AnswerBytes();
  for (const piece of pieces) bytes.add(Buffer.from(piece));
  expect(bytes.areJust(headers, hasBody)).toBe(just);
});
