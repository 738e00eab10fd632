import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { edits } from "./edits/edits.ts";
import { type Verdict, verdictsOn, worse } from "./verdict.ts";

const texts = { aom: read("aom"), iam: read("iam") };
let verdicts: readonly Verdict[];

describe("What people do to a contract gets the version that it needs", () => {
  beforeAll(async () => {
    verdicts = await verdictsOn(
      edits.map(({ edit, contract = "aom", given, from, to }) => {
        const before = given ? texts[contract].replace(given.from, () => given.to) : texts[contract];
        const after = before.replace(from, () => to);
        if (after === before && edit !== "nothing") throw new Error(`${edit}: the contract no longer has it; choose another edit.`);
        return { contract, before, after };
      }),
    );
  }, 120_000);

  test.for(edits.map((edit, index) => ({ ...edit, index })))("$edit: $bump", ({ bump, says, index, contract = "aom" }) => {
    const verdict = verdicts[index] as Verdict;
    const told = verdict.findings.map(({ by, isBreaking, says }) => `${by} ${isBreaking ? "!" : " "} ${says}`);
    expect({ bump: verdict.bump, told }).toMatchObject({ bump });
    if (says) expect(told).toContainEqual(expect.stringMatching(says));
    expect(verdict.packages[contract === "aom" ? "@aom-workflow/client" : "@aom-workflow/auth"] ?? "none").toBe(bump);
    expect(verdict.packages["@aom-workflow/http"]).toBeUndefined();
  });
});

test("of two bumps the greater one counts", () => {
  expect([worse("patch", "minor"), worse("minor"), worse(undefined, "patch"), worse()]).toEqual(["minor", "minor", "patch", "none"]);
});

function read(name: string): string {
  return readFileSync(new URL(`../../../spec/${name}.yaml`, import.meta.url), "utf8");
}
