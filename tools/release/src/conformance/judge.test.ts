import { expect, test } from "vitest";
import type { End, Knowledge } from "./cases.ts";
import { judge, remarkOf, type Seen } from "./judge.ts";

const everything: Knowledge = { provesNotSent: true, believesRefusals: true };
const refused: End = { name: "refusal", outcome: "rejected", code: "api-error" };
const seen = (given: Partial<Seen> = {}): Seen => ({ reused: [false], processed: 0, wrong: [], ...given });

test("a refusal of what was never done is right", () => {
  expect(judge(refused, seen(), everything, true)).toBeUndefined();
});

test("a refusal of what was done is the worst of all", () => {
  const end: End = { ...refused, name: "connection-dies-when-reused" };
  expect(judge(end, seen({ reused: [true, false], processed: 1 }), everything, false)).toMatch(/may have been done/);
});

test("over a fetch, a refusal on a connection that was used before may answer the second of two requests", () => {
  expect(judge(refused, seen({ reused: [true] }), everything, true)).toMatch(/not new/);
  expect(judge(refused, seen({ reused: [true] }), everything, false)).toBeUndefined();
});

test("a platform that can know says so, and one that cannot does not", () => {
  const cannot: Knowledge = { provesNotSent: false, believesRefusals: false };
  expect(judge(refused, seen(), cannot, true)).toMatch(/not as unknown api-error/);
  expect(judge({ ...refused, outcome: "unknown" }, seen(), everything, true)).toMatch(/not as rejected/);
});

test("a success that the server knows nothing of, or that happened twice, is none", () => {
  const applied: End = { name: "token", outcome: "applied" };
  expect(judge(applied, seen(), everything, false)).toMatch(/never did/);
  expect(judge(applied, seen({ reused: [false, false], processed: 2 }), everything, false)).toMatch(/2 times/);
  expect(judge(applied, seen({ processed: 1, wrong: ["no token"] }), everything, false)).toBe("no token");
});

test("a platform that sends again by itself may say that it does not know, and nothing else", () => {
  const cannot: Knowledge = { provesNotSent: false, believesRefusals: false };
  const end: End = { name: "cut-after-read", outcome: "unknown", code: "connection", attempts: 1 };
  const twice = seen({ reused: [true, false], processed: 2 });
  expect(judge(end, twice, cannot, true)).toBeUndefined();
  expect(judge(end, twice, everything, false)).toMatch(/done 2 times/);
  expect(remarkOf(end, twice)).toBe("unknown; the platform itself sent it 2 times");
});
