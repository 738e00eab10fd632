import { expect, test } from "vitest";
import { faultNamed } from "./fault-named.ts";

test.each([
  ["hang", { kind: "hang" }],
  ["throttled", { kind: "throttled" }],
  ["throttled=2", { kind: "throttled", retryAfter: "2" }],
  ["delay=500", { kind: "delay", ms: 500 }],
  ["undeclared-status=418", { kind: "undeclared-status", status: 418 }],
])("%s asks for its fault", (text, fault) => {
  expect(faultNamed(text)).toEqual(fault);
});

test.each([
  ["hangs", /^hangs is not a kind of fault\. Use one of: .*\bhang, .*throttled/],
  ["toString", /^toString is not a kind of fault\./],
  ["none", /^none is not a kind of fault\./],
  ["hang=3", /^hang takes no value\.$/],
  ["delay", /^delay needs a whole number of milliseconds, such as delay=500\.$/],
  ["delay=soon", /^delay needs a whole number of milliseconds/],
  ["undeclared-status=9", /^undeclared-status needs a status from 200 to 599/],
])("%s is refused in a sentence that helps, instead of playing nothing", (text, sentence) => {
  expect(faultNamed(text)).toMatch(sentence);
});
