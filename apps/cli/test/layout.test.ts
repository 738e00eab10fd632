import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const source = new URL("../src/", import.meta.url).pathname;

/** From the ground up: each may import from those before it. */
const floors = ["surface", "output", "terminal", "help", "parse", "settings", "connection", "credentials", "commands"];

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
);
const imports: readonly Import[] = files.flatMap((from) =>
  [...readFileSync(join(source, from), "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, path = ""]) => ({
    from,
    to: relative(source, join(source, dirname(from), path)),
  })),
);

const floorOf = (file: string) => (file.includes("/") ? floors.indexOf(file.split("/")[0] ?? "") : floors.length);

test("main.ts and run.ts alone are at the top", () => {
  expect(files.filter((file) => !file.includes("/")).toSorted()).toEqual(["main.ts", "run.ts"]);
  expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
});

test("imports go down only", () => {
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.filter(({ from, to }) => floorOf(from) < floorOf(to))).toEqual([]);
});

test("no file imports itself by way of others", () => {
  const reachable = (file: string, seen = new Set<string>()): Set<string> => {
    for (const { from, to } of imports) {
      if (from !== file || seen.has(to)) continue;
      seen.add(to);
      reachable(to, seen);
    }
    return seen;
  };
  expect(files.filter((file) => reachable(file).has(file))).toEqual([]);
});
