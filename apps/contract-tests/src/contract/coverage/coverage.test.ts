import { describe, expect, test } from "vitest";
import { cellsOf } from "./cells.ts";
import { openLab } from "./lab.ts";
import { probes } from "./probes.ts";

describe.for(["aom", "iam"] as const)("%s.yaml", (name) => {
  test("every answer, example and constraint is tried, and Prism, a second validator and our client agree with the contract", async () => {
    await using lab = await openLab(name);
    const problems: string[] = [];
    for (const cell of cellsOf(lab.contract)) {
      const problem = await lab.attempt(cell);
      if (problem !== undefined) problems.push(`${cell.name}: ${problem}`);
    }
    expect(problems).toEqual([]);
  });
});

test("a constraint that nothing would try is named", () => {
  expect(() => probes({ type: "string", pattern: "^a" } as object, "a")).toThrow("Nothing tries the keyword pattern.");
});
