import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compareSurfaces } from "./compare.ts";
import { packages, surfaceOf } from "./surface.ts";

test.for(packages)("the exports of %s match its report; `pnpm api:report` updates it", (folder) => {
  const name = folder.slice("packages/".length);
  expect(surfaceOf(folder)).toBe(readFileSync(new URL(`reports/${name}.md`, import.meta.url), "utf8"));
});

test("a removed name and a changed signature are breaking, a new name is not", () => {
  const before = "## it\n\na: function a(): void\nb: const b: number\n\n## it/node\n\na: function a(): void\n";
  const after = "## it\n\na: function a(x: string): void\nc: const c: number\n\n## it/node\n\na: function a(): void\n";
  expect(compareSurfaces(before, after)).toEqual({ broken: ["it a changed", "it b is gone"], added: ["it c is new"] });
});
