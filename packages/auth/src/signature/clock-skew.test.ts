import { expect, it } from "vitest";
import { explainClockSkew } from "./clock-skew.ts";
import { parseSdkDate } from "./sdk-date.ts";

const refusal = (signed: string, server: string) => `signature expired, signature time:${signed},server time:${server}`;

it.each([
  ["20261127T123000Z", "20261127T120000Z", 30, "ahead of"],
  ["20261127T113000Z", "20261127T120000Z", -30, "behind"],
])(
  "a signature of %s that arrived at %s says how wrong this machine's clock is, and in which direction",
  (signed, server, minutes, word) => {
    expect(explainClockSkew(refusal(signed, server))).toEqual({
      signedAt: new Date(parseSdkDate(signed) as number),
      serverTime: new Date("2026-11-27T12:00:00Z"),
      aheadMs: minutes * 60_000,
      message: `The request was signed 30 minutes ${word} the server's clock (2026-11-27T12:00:00.000Z); set this machine's clock.`,
    });
  },
);

it("the gateway may put spaces around the times", () => {
  expect(explainClockSkew(refusal(" 20261127T123000Z ", "  20261127T120000Z"))?.aheadMs).toBe(1_800_000);
});

it.each([
  ["another complaint", "verify aksk signature fail"],
  ["a time of signing that does not exist", refusal("20261327T123000Z", "20261127T120000Z")],
  ["a time of the server that does not exist", refusal("20261127T123000Z", "20261127T250000Z")],
])("%s is not about the clock", (_, message) => {
  expect(explainClockSkew(message)).toBeUndefined();
});

it.each(["x20261127T123000Z", "20261127T123000Zx", "2026-11-27"])("%s is not a date of a signature", (text) => {
  expect(parseSdkDate(text)).toBeUndefined();
});
