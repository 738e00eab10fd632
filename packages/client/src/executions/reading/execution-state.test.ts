import { describe, expect, it } from "vitest";
import { begin, details, failed, failedOnHosts, nodeResult, paused, snapshot } from "../../../test/answers.ts";
import { readExecution } from "./execution-state.ts";
import { meaningOf, stateWords } from "./state-words.ts";

describe("a state", () => {
  it.each(stateWords)("$word means $meaning ($basis: $seen)", ({ word, meaning }) => {
    expect(meaningOf(word)).toBe(meaning);
    expect(meaningOf(` ${word.toUpperCase()}_`)).toBe(meaning);
  });

  it.each([undefined, "", "resting", "constructor", "succ"])("%j is not known, and stays as it is", (word) => {
    expect(meaningOf(word)).toBe("unknown");
    expect(readExecution(details(word)).word).toBe(word || undefined);
  });
});

describe("an execution is read leniently", () => {
  it("with what the workflow says of its nodes, those that have not begun last", () => {
    const { workflowName, nodes } = readExecution({ ...failed, ...snapshot });
    expect(workflowName).toBe("nightly");
    expect(nodes).toMatchObject([
      {
        id: "run-script",
        name: "runScript",
        kind: "operation",
        meaning: "failed",
        runs: [{ id: "run-of-run-script" }],
        startedAt: new Date(begin + 1000),
      },
      { id: "check", name: "checkByHand", kind: "pause", meaning: "not-begun", word: undefined },
    ]);
  });

  it("nodes in the order in which they began, a repeated one once, as it was last", () => {
    const { nodes } = readExecution(
      details("running", [
        nodeResult("b", "running", { begin_time: begin + 9000 }),
        nodeResult("a", "fail"),
        nodeResult("a", "success", { begin_time: begin + 5000 }),
      ]),
    );
    expect(nodes.map(({ id, meaning }) => [id, meaning])).toEqual([
      ["a", "succeeded"],
      ["b", "running"],
    ]);
  });

  it("hosts that failed, with the first line of their log", () => {
    expect(readExecution(failedOnHosts).nodes[0]?.failedHosts).toMatchObject([
      { name: "node-1", exitCode: "1", firstLine: "df: not found" },
      { name: undefined, firstLine: undefined },
    ]);
  });

  const hostWith = (log: string) =>
    readExecution(details("fail", [nodeResult("n", "fail", { output: { fail: [{ log }] } })])).nodes[0]!.failedHosts[0]!;

  it("the last line of a log is the last one that is not empty", () => {
    expect(hostWith("  begin\r\nmiddle\n end \n \n\n")).toMatchObject({ firstLine: "begin", lastLine: "end" });
    expect(hostWith(" \n")).toMatchObject({ firstLine: undefined, lastLine: undefined });
  });

  it("lines of any length are cut", () => {
    const { firstLine, lastLine } = hostWith(`${"😀".repeat(10_000)}\n${"x".repeat(10_000)}`);
    expect([[...firstLine!].length, lastLine!.length]).toEqual([200, 200]);
  });

  it.each([
    ["milliseconds", begin, begin],
    ["milliseconds as text", String(begin), begin],
    ["ISO 8601", "2026-01-01T01:00:00Z", begin],
    ["ISO 8601 with a zone", "2026-01-01T09:00:00+08:00", begin],
    ["without a zone, which is UTC", "2026-01-01T01:00:00", begin],
    ["seconds", begin / 1000, begin],
    ["seconds as text", String(begin / 1000), begin],
    ["the last second that is read as one", 99_999_999_999, 99_999_999_999_000],
    ["the first millisecond that is read as one", 100_000_000_000, 100_000_000_000],
    ["with a blank, which is UTC", "2026-01-01 01:00:00", begin],
    ["with a blank and a zone", "2026-01-01 09:00:00 +08:00", begin],
    ["with a fraction and a short zone", "2026-01-01T09:00:00.000+0800", begin],
    ["without seconds", "2026-01-01T01:00Z", begin],
    ["a day alone, which is UTC", "2026-01-01", begin - 3_600_000],
    ["the 29th of February in a leap year", "2028-02-29T00:00:00Z", Date.UTC(2028, 1, 29)],
    ["the 29th of February in another", "2026-02-29T00:00:00Z", undefined],
    ["the 30th of February, which is not the 2nd of March", "2026-02-30T01:00:00Z", undefined],
    ["the 31st of April with a blank", "2026-04-31 01:00:00", undefined],
    ["a month 13", "2026-13-01T00:00:00Z", undefined],
    ["an hour 25", "2026-01-01T25:00:00Z", undefined],
    ["a form that only this platform might read", "Jan 1, 2026 01:00", undefined],
    ["zero, which is none", 0, undefined],
    ["zero as text", "0", undefined],
    ["no time at all", "soon", undefined],
    ["a time beyond all calendars", 9e18, undefined],
    ["the last time of all, which no zone east of Greenwich can show", 8.64e15, undefined],
    ["microseconds, which would be a year beyond 50000", begin * 1000, undefined],
    ["nothing", null, undefined],
    ["an object", {}, undefined],
  ])("a time: %s", (_, begin_time, time) => {
    const zone = process.env.TZ;
    try {
      // A text without a zone must not be taken for one of this machine's.
      process.env.TZ = "Asia/Shanghai";
      expect(readExecution({ begin_time }).startedAt?.getTime()).toBe(time);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it.each([["created_by"], ["create_by"]])("who started it: %s", (key) => {
    expect(readExecution({ [key]: "operator" }).startedBy).toBe("operator");
  });

  it.each([
    undefined,
    null,
    1,
    "x",
    [],
    {},
    { execution_result_list: { a: 1 }, workflow_snapshot: [], approve_user_name_list: {} },
    { execution_result_list: [null, 1, {}, { node_id: {} }, { node_id: 7, output: { fail: "all" } }] },
  ])("%j is no reason to fail", (answer) => {
    expect(readExecution(answer)).toMatchObject({ meaning: "unknown" });
  });

  it("approvers", () => {
    expect(readExecution({ ...paused, approve_user_name_list: ["a", null, "b"] }).approvers).toEqual(["a", "b"]);
  });
});
