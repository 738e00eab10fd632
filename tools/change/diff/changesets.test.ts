import { expect, test } from "vitest";
import { bumpsIn, changesetText } from "./changesets.ts";

const changeset = (name: string, bump: string) => `---\n"${name}": ${bump}\n---\n\nA sentence.\n`;

test("the greatest bump of all changesets counts", () => {
  const texts = [
    changeset("@aom-workflow/client", "patch"),
    changeset("@aom-workflow/client", "minor"),
    changeset("aom-workflow", "major"),
  ];
  expect(bumpsIn(texts)).toEqual({ "@aom-workflow/client": "minor", "aom-workflow": "minor" });
});

test("adding to a changeset never lowers its bumps, and repeats no sentence", () => {
  const waiting = changesetText({ a: "minor", b: "patch" }, ["the method skip is gone"]);
  const text = changesetText({ a: "patch", b: "patch", c: "patch" }, ["the method skip is gone", "an input is new"], waiting);
  expect(bumpsIn([text])).toEqual({ a: "minor", b: "patch", c: "patch" });
  expect(text).toMatch(/\n\nThe contract changed:\n\n- The method skip is gone\.\n- An input is new\.\n$/);
});
