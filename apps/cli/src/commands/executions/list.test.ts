import { expect, test } from "vitest";
import { clockWarning } from "./list.ts";

const now = Date.UTC(2026, 0, 1);
const at = (minutes: number) => new Date(now + minutes * 60_000);

test.each([
  ["nothing was read", [], undefined],
  ["no time is known", [undefined], undefined],
  ["all is past", [at(-600), undefined, at(-1)], undefined],
  ["clocks differ a little", [at(4)], undefined],
  ["the clock is behind", [at(-5), at(90)], /times are 90 min ahead of this machine's clock/],
] as const)("%s", (_, times, says) => {
  const warning = clockWarning(times, now);
  if (says === undefined) expect(warning).toBeUndefined();
  else expect(warning).toMatch(says);
});

test("200,000 times are not too many", () => {
  expect(
    clockWarning(
      Array.from({ length: 200_000 }, () => at(-1)),
      now,
    ),
  ).toBeUndefined();
});
