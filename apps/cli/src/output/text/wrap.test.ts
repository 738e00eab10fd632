import { expect, test } from "vitest";
import { wrap } from "./wrap.ts";

test.for([
  ["one two three", 7, "one two\nthree"],
  ["one two", 7, "one two"],
  ["one two three four five", 9, "one two\nthree\nfour five"],
  ["averylongword follows", 5, "averylongword\nfollows"],
  ["a\nb c d e", 3, "a\nb c\nd e"],
] as const)("%j in %i columns is %j", ([text, columns, wrapped]) => {
  expect(wrap(text, columns)).toBe(wrapped);
});
