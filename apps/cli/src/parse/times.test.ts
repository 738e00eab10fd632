import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { localTime, timeColumn, zoneOf } from "../output/text/cells.ts";
import { timeNamed } from "./times.ts";

const now = Date.UTC(2026, 5, 15, 12);
const named = (text: string) => timeNamed(text, now)?.toISOString();

const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Asia/Shanghai";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe("--since", () => {
  test.for([
    ["2026-01-31", "2026-01-30T16:00:00.000Z"],
    ["2026-01-31T08:00", "2026-01-31T00:00:00.000Z"],
    ["2026-01-31 08:00", "2026-01-31T00:00:00.000Z"],
    ["2026-01-31 08:00:30", "2026-01-31T00:00:30.000Z"],
    ["2026-01-31T08:00:30.5", "2026-01-31T00:00:30.500Z"],
  ])("%s without a zone is local, as tables print times", ([text = "", time]) => {
    expect(named(text)).toBe(time);
  });

  test.for([
    ["2026-01-31T08:00:00Z", "2026-01-31T08:00:00.000Z"],
    ["2026-01-31T08:00+01:00", "2026-01-31T07:00:00.000Z"],
    ["2026-01-31 08:00:00 -05:30", "2026-01-31T13:30:00.000Z"],
    ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["12h", "2026-06-15T00:00:00.000Z"],
    ["2h30m", "2026-06-15T09:30:00.000Z"],
    ["1d12h0m30s", "2026-06-13T23:59:30.000Z"],
  ])("%s is %s", ([text = "", time]) => {
    expect(named(text)).toBe(time);
  });

  // It is 20:00 on 15 June there.
  test.for([
    ["19:40", "2026-06-15T11:40:00.000Z"],
    ["20:00", "2026-06-15T12:00:00.000Z"],
    ["20:40", "2026-06-14T12:40:00.000Z"],
    ["00:00:05", "2026-06-14T16:00:05.000Z"],
    ["06-15", "2026-06-14T16:00:00.000Z"],
    ["06-14 20:41", "2026-06-14T12:41:00.000Z"],
    ["11-29 20:41", "2025-11-29T12:41:00.000Z"],
    ["2026-06-16", "2026-06-15T16:00:00.000Z"],
  ])("%s is the latest of that name which is not to come", ([text = "", time]) => {
    expect(named(text)).toBe(time);
  });

  test("what a table prints reads back as the same time", () => {
    const time = new Date(now);
    expect(named(localTime(time))).toBe(time.toISOString());
    for (const { cell } of timeColumn("STOPPED", () => time).shorter ?? []) expect(named(cell(undefined))).toBe(time.toISOString());
    expect(zoneOf(time)).toBe("+08:00");
  });

  test.for([
    ["2026-02-30", "2026-02-29T08:00:00Z", "2026-00-10", "2026-13-01", "2026-04-31", "0000-00-00"],
    ["2026-01-31T24:00:00Z", "2026-01-31T08:60", "2026-01-31T08:00:60Z", "2026-01-31T08:00+25:00", "2026-01-31T08:00+01:60"],
    ["yesterday", "", "2026", "2026-01", "2026-01-31Z", "1769817600000", "12", "h", "-1h", "1w", "2h30", "1.5h", "30m 2h"],
    ["24:00", "8:00", "20:60", "02-30", "13-01", "06-15 24:00"],
    ["999999999999d", `${"9".repeat(400)}s`],
  ])("%j name no time, and are not taken for another one", (texts) => {
    for (const text of texts) expect([text, named(text)]).toEqual([text, undefined]);
  });
});
