import { expect, test } from "vitest";
import type { InstalledPackage } from "./dependency-tree.ts";
import { placePackages } from "./place-packages.ts";

function item(name: string, version: string, ...dependencies: InstalledPackage[]): InstalledPackage {
  return { name, version, folder: `/${name}@${version}`, dependencies };
}

const paths = (...roots: InstalledPackage[]) => placePackages(roots).map(({ path, package: { version } }) => `${path}@${version}`);

test("A package that two others need is installed once", () => {
  const shared = item("shared", "1");
  expect(paths(item("a", "1", shared), item("b", "1", shared))).toEqual(["a@1", "b@1", "shared@1"]);
});

test("A second version goes below the package that needs it", () => {
  expect(paths(item("a", "1", item("shared", "1")), item("b", "1", item("shared", "2")))).toEqual([
    "a@1",
    "b@1",
    "shared@1",
    "b/node_modules/shared@2",
  ]);
});
