import { describe, expect, test } from "vitest";
import { rotated, sideBySide } from "./side-by-side.ts";

describe("Measuring side by side", () => {
  test("gives every subject each place in the order", () => {
    expect([0, 1, 2].map((round) => rotated(3, round))).toEqual([
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ]);
  });

  test("measures the first subject twice, and everybody once in every round", async () => {
    const order: string[] = [];
    const subject = (name: string) => ({ name, sample: async () => order.push(name) });
    await sideBySide([subject("a"), subject("b")], { rounds: 3 });
    expect(order.join("")).toBe("aab" + "aba" + "baa");
  });

  test("throws warm-up rounds away", async () => {
    let calls = 0;
    const { rows } = await sideBySide([{ name: "a", sample: async () => ++calls }], { rounds: 1, warmUpRounds: 2 });
    expect(rows.map(({ samples }) => samples)).toEqual([[5], [6]]);
  });

  test("divides round by round, so that a phase in which everything is slow cancels out", async () => {
    const slowness = [1, 10, 1];
    const subject = (name: string, cost: number) => {
      let round = 0;
      return { name, sample: async () => cost * slowness[Math.floor(round++ / (name === "a" ? 2 : 1))]! };
    };
    const { rows, noise } = await sideBySide([subject("a", 4), subject("b", 6)], { rounds: 3 });
    expect(rows.map(({ name, ratios }) => [name, ratios])).toEqual([
      ["a", []],
      ["a again", [1, 1, 1]],
      ["b", [1.5, 1.5, 1.5]],
    ]);
    expect(noise).toBe(0);
  });
});
