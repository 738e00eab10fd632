import { expect, test } from "vitest";
import { didYouMean } from "./did-you-mean.ts";

const words = ["restart", "skip", "continue", "operate", "auth", "config", "--node", "--no-input"];

test.for([
  ["restrat", " Did you mean restart?"],
  ["skp", " Did you mean skip?"],
  ["contineu", " Did you mean continue?"],
  ["--nod", " Did you mean --node?"],
  ["stop", ""],
  ["conf", " Did you mean config?"],
  ["--no-i", " Did you mean --no-input?"],
  ["retry", " Did you mean restart?"],
  ["list", ""],
  ["x", ""],
  ["", ""],
] as const)("%j: %j", ([word, question]) => {
  expect(didYouMean(word, words)).toBe(question);
});
