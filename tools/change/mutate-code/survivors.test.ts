import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Report, scoreOf, survivorsIn } from "./report.ts";
import { readList, textOfList, unlisted } from "./survivors.ts";

const at = (line: number, from: number, to: number, endLine = line) => ({
  start: { line, column: from },
  end: { line: endLine, column: to },
});

const report: Report = {
  files: {
    "src/a.ts": {
      source: "if (a || b) {\n  send();\n}\n",
      mutants: [
        { status: "NoCoverage", replacement: "{}", location: at(1, 13, 2, 3) },
        { status: "Survived", replacement: "a && `b`", location: at(1, 5, 11) },
        { status: "Killed", replacement: "true", location: at(1, 5, 11) },
        { status: "Timeout", replacement: "false", location: at(1, 5, 11) },
        { status: "Ignored", replacement: "", location: at(1, 1, 2) },
        { status: "RuntimeError", replacement: "", location: at(1, 1, 2) },
      ],
    },
  },
};

const survivors = [
  { file: "src/a.ts", code: "a || b", replacement: "a && `b`" },
  { file: "src/a.ts", code: "{ send(); }", replacement: "{}" },
];

const lists = new URL("survivors/", import.meta.url);

describe("a report", () => {
  it("counts what no test reaches as unnoticed, and leaves out what was not tried", () => {
    expect(scoreOf(report)).toBe(50);
    expect(scoreOf({ files: {} })).toBeNaN();
  });

  it("names what survives with the code and what it was changed to, in the order of the lines", () => {
    expect(survivorsIn(report)).toEqual(survivors);
  });
});

describe("the list of survivors", () => {
  const listed = survivors.map((survivor, index) => ({ ...survivor, why: ["Both are true.", ""][index] as string }));

  it("is read as it was written, reasons included", () => {
    const text = textOfList("call", survivors, listed);
    expect(readList(text)).toEqual(listed);
    expect(textOfList("call", survivors, readList(text))).toBe(text);
  });

  it("does not take a survivor without a reason for one that was looked at", () => {
    expect(unlisted(survivors, listed)).toEqual([survivors[1]]);
    expect(unlisted(survivors, [])).toEqual(survivors);
  });

  it("has to have a change at two places twice", () => {
    const twice = [survivors[0], survivors[0]].filter((survivor) => survivor !== undefined);
    expect(unlisted(twice, listed)).toEqual([survivors[0]]);
  });

  it.each(readdirSync(lists))("has a reason for each of them: %s", (file) => {
    const written = readList(readFileSync(new URL(file, lists), "utf8"));
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter(({ why }) => why === "")).toEqual([]);
  });
});
