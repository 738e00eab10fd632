import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { edits } from "./edits/edits.ts";
import { verdictOn, worse } from "./verdict.ts";

const texts = Object.fromEntries(
  ["aom", "iam"].map((name) => [name, readFileSync(new URL(`../../../spec/${name}.yaml`, import.meta.url), "utf8")]),
);

test.for(edits)("what people do to a contract gets the version that it needs: $edit: $bump", async (row) => {
  const { edit, contract = "aom", given, from, to, bump, says, advice } = row;
  const text = texts[contract] as string;
  const before = given ? text.replace(given.from, () => given.to) : text;
  const after = before.replace(from, () => to);
  if (after === before && edit !== "nothing") throw new Error("The contract no longer has it; choose another edit.");
  const verdict = await verdictOn({ contract, before, after });
  const said = verdict.findings.map(({ by, isBreaking, says }) => `${by} ${isBreaking ? "!" : " "} ${says}`);
  expect({ bump: verdict.bump, said }).toMatchObject({ bump });
  if (says) expect(said).toContainEqual(expect.stringMatching(says));
  expect(verdict.findings.flatMap(({ advice }) => advice ?? [])).toEqual(advice ?? []);
  expect(verdict.packages[contract === "aom" ? "@aom-workflow/client" : "@aom-workflow/auth"] ?? "none").toBe(bump);
  expect(verdict.packages["@aom-workflow/http"]).toBeUndefined();
});

test("of two bumps the greater one counts", () => {
  expect([worse("patch", "minor"), worse("minor"), worse(undefined, "patch"), worse()]).toEqual(["minor", "minor", "patch", "none"]);
});
