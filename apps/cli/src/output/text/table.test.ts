import stringWidth from "string-width";
import { expect, test } from "vitest";
import { durationText, localTime, tookOf } from "./cells.ts";
import { type Column, tableOf } from "./table.ts";

interface Row {
  readonly name: string;
  readonly id: string;
}

const columns: readonly Column<Row>[] = [
  { title: "NAME", cell: ({ name }) => name },
  { title: "ID", cell: ({ id }) => id, isKept: true },
];
const rows: readonly Row[] = [
  { name: "支付服务发布", id: "7a3d2e45" },
  { name: "nightly", id: "6f2c" },
  { name: "e\u0301clair", id: "x" },
];

test("wide characters take two columns, combining ones none; nothing is cut without a width", () => {
  expect(tableOf(columns, rows, undefined).split("\n")).toEqual([
    "NAME          ID",
    "支付服务发布  7a3d2e45",
    "nightly       6f2c",
    "e\u0301clair        x",
  ]);
});

test.each([60, 22, 18, 16])("into %i columns it fits, and what is to be kept is cut last", (width) => {
  const lines = tableOf(columns, rows, width).split("\n");
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
  expect(lines[1]).toContain("7a3d2e45");
});

test("where nothing else is left to cut, others are left out, the last one first", () => {
  expect(tableOf(columns, rows, 11).split("\n")[1]).toBe("7a3d2e45");
  expect(tableOf([...columns, { title: "TYPE", cell: () => "cron" }], rows, 25).split("\n")[1]).toBe("支付服务发布  7a3d2e45");
  expect(tableOf(columns, rows, 5).split("\n")[1]).toBe("7a3d…");
});

test("what has shorter forms is shown in one of them, or left out, but never cut", () => {
  const time: Column<Row> = {
    title: "TIME",
    cell: () => "2026-01-31 08:00",
    shorter: [{ title: "DAY", cell: () => "01-31" }],
  };
  const at = (width: number) => tableOf([time, { ...columns[0]!, isKept: true }, columns[1]!], rows.slice(0, 1), width).split("\n");
  expect(at(40)[1]).toBe("2026-01-31 08:00  支付服务发布  7a3d2e45");
  expect(at(39)).toEqual(["DAY    NAME          ID", "01-31  支付服务发布  7a3d2e45"]);
  expect(at(29)[1]).toBe("01-31  支付服务发布  7a3d2e45");
  expect(at(28)[1]).toBe("支付服务发布  7a3d2e45");
  expect(at(21)[1]).toBe("支付服务发…  7a3d2e45");
});

test("what is to stay whole is not cut: the others are, and then it stands out", () => {
  const whole = [
    { ...columns[0]!, isKept: true },
    { ...columns[1]!, isKept: "whole" as const },
  ];
  expect(tableOf(whole, rows, 14).split("\n")[1]).toBe("支…   7a3d2e45");
  expect(tableOf(whole, rows, 8).split("\n")[1]).toContain("7a3d2e45");
});

test("no rows are a heading, and a very long cell is cut", () => {
  expect(tableOf(columns, [], 80)).toBe("NAME  ID");
  const kept = columns.map((column) => ({ ...column, isKept: true }));
  expect(tableOf(kept, [{ name: "x".repeat(10_000), id: "1" }], 40).split("\n")[1]).toMatch(/^x{35}… {2}1$/);
});

test("a cell that is far too long does not make every other line as long", () => {
  const [, first, second] = tableOf(columns, [{ name: " ".repeat(50_000), id: "1" }, rows[1]!], undefined).split("\n");
  expect(first).toBe(`${" ".repeat(50_000)}  1`);
  expect(second).toMatch(/^nightly {251}6f2c$/);
});

test("200,000 rows are shown", () => {
  expect(
    tableOf(
      columns,
      Array.from({ length: 200_000 }, () => rows[1]!),
      undefined,
    ).split("\n"),
  ).toHaveLength(200_001);
});

test("times are local, with their zone", () => {
  const zone = process.env.TZ;
  try {
    process.env.TZ = "Asia/Shanghai";
    expect(localTime(new Date("2026-01-31T20:00:05Z"))).toBe("2026-02-01 04:00:05 +08:00");
    process.env.TZ = "America/St_Johns";
    expect(localTime(new Date("2026-01-31T20:00:05Z"))).toBe("2026-01-31 16:30:05 -03:30");
    expect(localTime(undefined)).toBe("");
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test.each([
  ["running", undefined, "2 min 0 s"],
  ["paused", undefined, ""],
  ["running", new Date(61_000), "1 min 1 s"],
] as const)("what is %s until %s has taken %j", (meaning, endedAt, text) => {
  expect(tookOf({ meaning, startedAt: new Date(0), endedAt }, new Date(120_000))).toBe(text);
});

test.each([
  [400, "0 s"],
  [59_499, "59 s"],
  [140_000, "2 min 20 s"],
  [7_260_000, "2 h 1 min"],
])("%i ms are %s", (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});
