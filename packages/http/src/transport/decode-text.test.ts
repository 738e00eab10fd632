import { expect, it } from "vitest";
import { decodeText } from "./decode-text.ts";

const workflow = Uint8Array.of(0xb9, 0xa4, 0xd7, 0xf7, 0xc1, 0xf7);
const utf8 = new TextEncoder().encode("工作流");
const lost = "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd";

it.each<[what: string, bytes: Uint8Array, contentType: string | undefined, text: string]>([
  ["the declared charset", workflow, "application/json; charset=gbk", "工作流"],
  ["the declared charset in capitals and quotes", workflow, 'application/json;Charset="GB2312"', "工作流"],
  ["UTF-16", Uint8Array.from(Buffer.from('{"a":"工"}', "utf16le")), "application/json;charset=utf-16le", '{"a":"工"}'],
  ["UTF-8, whatever is declared, if it is that", utf8, "application/json; charset=ISO-8859-1", "工作流"],
  ["UTF-8 without a mark", Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8), "application/json; charset=gbk", "工作流"],
  ["what is left where the platform lacks the charset", workflow, "application/json; charset=x-none", lost],
  ["what is left where no charset is declared", workflow, "application/json", lost],
  ["what is left without a content type", workflow, undefined, lost],
])("a body is read as %s", (_, bytes, contentType, text) => {
  const each = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect(decodeText([bytes], false, contentType)).toBe(text);
  expect(decodeText(each, false, contentType)).toBe(text);
});

it("a body that is cut ends before half a character", () => {
  expect(decodeText([workflow.slice(0, 5)], true, "application/json; charset=gbk")).toBe("工作");
});
