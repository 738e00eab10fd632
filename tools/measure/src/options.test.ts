import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";
import { sectionNames } from "./sections/section-names.ts";

test("Without options, everything is measured", () => {
  expect(parseOptions([]).sections).toEqual(sectionNames);
});

test("--only chooses, in the order of the report", () => {
  expect(parseOptions(["--only", "cpu,whole-process"]).sections).toEqual(["whole-process", "cpu"]);
});

test("A section that does not exist is refused, before anything is measured", () => {
  expect(() => parseOptions(["--only", "cpu,memmory"])).toThrow(/"memmory"/);
});
