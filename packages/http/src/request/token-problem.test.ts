import { expect, it } from "vitest";
import { tokenProblem } from "./token-problem.ts";

it.each<[unknown, string | undefined]>([
  ["t", undefined],
  ["x".repeat(40_960), undefined],
  ["MIIe+/=.~", undefined],
  ["", "must not be empty"],
  ["x".repeat(40_961), "must have at most 40960 characters; it has 40961"],
  ["s3cret token", "contains a space, a line break or another character that no token has"],
  ["s3cret\r\nX-Evil: 1", "contains a space, a line break or another character that no token has"],
  ['"s3cret"', "starts or ends with a quotation mark, which no token does"],
  ["s3cret'", "starts or ends with a quotation mark, which no token does"],
  ["s3crét", "contains a space, a line break or another character that no token has"],
  [undefined, "must be a string"],
  [7, "must be a string"],
])("a token like %.20j: %s, and the text never shows it", (token, problem) => {
  expect(tokenProblem(token)).toBe(problem);
});
