import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { conceal, reveal, Secret } from "./secret.ts";

describe("Secret", () => {
  const secret = new Secret("TOPSECRET");

  it.each([
    ["text", () => `${secret}`],
    ["JSON", () => JSON.stringify({ secret })],
    ["inspection inside another object", () => inspect({ deep: { secret } }, { depth: 9, showHidden: true })],
    ["inspection that skips custom functions", () => inspect(secret, { customInspect: false, showHidden: true })],
    ["its properties", () => JSON.stringify([Object.entries(secret), Object.getOwnPropertyNames(secret), { ...secret }])],
    ["a copy", () => inspect(structuredClone(secret), { showHidden: true })],
  ])("is not shown by %s", (_, show) => {
    expect(show()).not.toContain("TOPSECRET");
  });

  it("gives its value to the one that asks", () => {
    expect([reveal(secret), reveal("plain"), conceal("plain").reveal(), conceal(secret)]).toEqual(["TOPSECRET", "plain", "plain", secret]);
  });
});
