import { expect, test } from "vitest";
import { provesRefusal } from "./proves-refusal.ts";

const none = new Uint8Array();
const coded = (code: string) => Buffer.from(JSON.stringify({ error_code: code }));

test.each([
  [400, none, true],
  [404, none, true],
  [429, none, true],
  // Someone gave up waiting, perhaps after the service had begun.
  [408, none, false],
  [499, none, false],
  [408, coded("APIGW.0613"), false],
  [200, none, false],
  [302, none, false],
  [500, none, false],
  [503, none, false],
  [503, coded("APIGW.0613"), true],
  [503, coded("APIG.0613"), true],
  [503, coded("APIGW.0201"), false],
  [504, coded("APIGW.0613"), false],
])("whether %i proves that nothing was done", (status, body, proves) => {
  expect(provesRefusal(status, body)).toBe(proves);
});
