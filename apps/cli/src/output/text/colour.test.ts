import { expect, test } from "vitest";
import { painter, paintFailure, paintHelp, wantsColour } from "./colour.ts";

test.for([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: "1" }, false],
  [true, { NO_COLOR: "" }, true],
  [true, { TERM: "dumb" }, false],
  [false, { FORCE_COLOR: "1" }, true],
  [false, { FORCE_COLOR: "" }, true],
  [true, { FORCE_COLOR: "0" }, false],
  [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
] as const)("terminal %j with %j: colours %j", ([isTerminal, env, colours]) => {
  expect(wantsColour(isTerminal, env)).toBe(colours);
});

test("headings of help and the first sentence of a failure stand out", () => {
  const paint = painter(true);
  expect(paintHelp("Do it.\n\nUsage:\n  x: y:\n", paint)).toBe("Do it.\n\n\x1b[1mUsage:\x1b[22m\n  x: y:\n");
  expect(paintFailure("No connection. Nothing was sent.", 3, paint)).toBe("\x1b[31mNo connection\x1b[39m. Nothing was sent.");
  expect(paintFailure("No answer. May be.", 6, paint)).toBe("\x1b[33mNo answer\x1b[39m. May be.");
});
