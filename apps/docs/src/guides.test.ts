import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { guides } from "./guides.ts";

test("a guide is on the site as soon as it is in the folder", () => {
  const files = globSync("*.md", { cwd: fileURLToPath(new URL("../guides", import.meta.url)) });
  expect(guides.map(({ link }) => link).sort()).toEqual(files.map((file) => `/guides/${file.replace(".md", "")}`).sort());
});

test("the description of a guide fits into a search result", () => {
  for (const { link, description } of guides) expect(description.length, link).toBeLessThanOrEqual(160);
});
