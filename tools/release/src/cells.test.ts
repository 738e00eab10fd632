import { expect, test } from "vitest";
import { MissingError } from "../../lab/install.ts";
import { type Cell, lineOf, runCells, selected, summaryOf } from "./cells.ts";

const cell = (title: string, run: Cell["run"] = async () => undefined): Cell => ({ title, run });
const missing = cell("workerd: token", async () => {
  throw new MissingError("workerd cannot be installed");
});
const red = cell("node 20: token", async () => {
  throw new Error("applied was expected\nrejected came");
});

test("a cell that could not be tried has not passed", async () => {
  const results = await runCells([cell("a"), missing], 2, () => {});
  expect(summaryOf(results)).toEqual({ line: "1 ok, 0 red, 1 missing", success: false });
});

test("one red cell fails the rehearsal and says why", async () => {
  const lines: string[] = [];
  const results = await runCells([red, cell("b", async () => "12 kB")], 1, (result) => lines.push(lineOf(result)));
  expect(summaryOf(results).success).toBe(false);
  expect(lines).toEqual(["red      node 20: token\n           applied was expected\n           rejected came", "ok       b – 12 kB"]);
});

test("a rehearsal of nothing has shown nothing", () => {
  expect(summaryOf([]).success).toBe(false);
});

test("--only takes a word of a title, in any case", () => {
  expect(selected([cell("Chromium: token"), cell("Deno: token")], "chromium").map(({ title }) => title)).toEqual(["Chromium: token"]);
  expect(selected([cell("a"), cell("b")], undefined)).toHaveLength(2);
});
