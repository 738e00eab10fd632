import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { PlannedAction } from "../journal/action.ts";
import { linesOf } from "./lines.ts";
import { planLines, planOf, readPlan } from "./plan-text.ts";
import { readSelection } from "./selection-text.ts";

const about = {
  id: "abc234",
  endpoint: "https://aom.example",
  projectId: "p".repeat(32),
  who: "tester",
  journal: "j1",
  selection: "all",
  reason: "INC-1",
  madeAt: "2026-01-01T00:00:00.000Z",
};
const action = (number: number): PlannedAction => ({
  action: "restart",
  workflowId: "w",
  executionId: `e${number}`,
  nodeId: "n",
  seen: { word: "fail", nodeWord: "fail", isPause: false, onHosts: true, runs: [{ id: "r1", startedAt: 1 }], readAt: 2 },
  generation: 1,
});
const actions = [action(1), action(2), action(3)];
async function allOf<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
const textOf = async (...made: Parameters<typeof planOf>) => [...planLines(await planOf(...made))].join("");
const text = await textOf(about, actions);

test("a plan reads back as it was written", async () => {
  const plan = await readPlan(text);
  expect(plan.header).toMatchObject({ ...about, actions: 3, version: 1 });
  expect(plan.actions).toEqual(actions);
});

describe("a plan is refused", () => {
  test("if any byte was changed, with the number of the line", async () => {
    const lines = text.trimEnd().split("\n");
    let at = 0;
    for (const [index, line] of lines.entries()) {
      for (let column = 0; column < line.length; column += 7) {
        const changed = `${text.slice(0, at + column)}${text[at + column] === "x" ? "y" : "x"}${text.slice(at + column + 1)}`;
        await expect(readPlan(changed), `${index}:${column}`).rejects.toMatchObject({ code: "invalid-plan", lines: [index + 1] });
      }
      at += line.length + 1;
    }
  });

  test.each([
    ["a line is missing", text.split("\n").toSpliced(2, 1).join("\n"), /do not match its digest/],
    ["lines were exchanged", swapped(text), /do not match its digest/],
    ["it is empty", "", /^The plan is empty\. Make a new plan; /],
    ["it is something else", "hello\n", /Line 1 is not a line of a plan/],
  ])("where %s", async (_, changed, says) => {
    await expect(readPlan(changed)).rejects.toThrow(says);
  });

  test("with the number of every line with an invalid action", async () => {
    const bad = [
      { ...action(1), action: "explode" as "restart" },
      action(2),
      { ...action(3), executionId: ".." },
      action(2),
      { ...action(4), nodeId: "n".repeat(65) },
      { ...action(5), seen: undefined as never },
    ];
    const text = await textOf(about, bad);
    await expect(readPlan(text)).rejects.toMatchObject({ lines: [2, 4, 5, 6, 7] });
    await expect(readPlan(text)).rejects.toThrow(
      /Line 2 has the action "explode": it must be one of restart, .*\nLine 4 .*\nLine 5 repeats line 3/,
    );
  });

  test("if it is of a newer version or of another contract", async () => {
    for (const change of [{ version: 2 }, { contract: "9.9" }]) {
      const text = await textOf({ ...about, ...change } as typeof about, actions);
      await expect(readPlan(text)).rejects.toThrow(/^Line 1 (is of version 2|was made with version 9\.9)/);
    }
  });
});

test.each([
  ["as UTF-16", Buffer.from(`\ufeff${text}`, "utf16le")],
  ["as UTF-16", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
  ["with Windows line endings (CRLF)", Buffer.from(text.replaceAll("\n", "\r\n"))],
])("a plan that was saved %s is refused by name, and can be planned again", async (form, bytes) => {
  async function* whole() {
    yield bytes;
  }
  await expect(readPlan(whole())).rejects.toMatchObject({
    message: `The plan was saved ${form} after it was made, and only an unchanged plan is applied.`,
    ...{ code: "invalid-plan", lines: [1], rest: { action: "restart" } },
  });
});

test("a plan that was compressed is not taken for UTF-16", async () => {
  async function* whole() {
    yield gzipSync(text);
  }
  await expect(readPlan(whole())).rejects.toThrow(/^Line 1 is not a line of a plan\./);
});

function swapped(text: string): string {
  const [header, one, other, ...rest] = text.split("\n");
  return [header, other, one, ...rest].join("\n");
}

test("a shortened plan is accepted as a selection, a changed line is not", async () => {
  const [header = "", first = "", second = ""] = text.split("\n");
  const read = (...lines: string[]) => allOf(readSelection(lines.join("\n"), "restart", about));
  expect(await read(header, second)).toMatchObject([{ executionId: "e2", nodeId: "n", line: 2 }]);
  await expect(read(header, first.replace('"e1"', '"e9"'))).rejects.toThrow("Line 2 was changed");
});

test("what `stopped --output jsonl` prints is a selection as a whole, even where an execution waits at no node or could not be read", async () => {
  const read = (line: object) => allOf(readSelection(JSON.stringify(line), "restart", about));
  const ids = { workflowId: "w", executionId: "e" };
  const waits = { ...ids, state: "waiting-for-approval", actions: [], reason: "It has to be approved in the console." };
  expect(await read(waits)).toMatchObject([{ ...ids, nodeId: undefined, line: 1 }]);
  expect(await read({ ...ids, error: { message: "No." } })).toMatchObject([{ ...ids, nodeId: undefined, line: 1 }]);
  await expect(read(ids)).rejects.toThrow("Line 1 has no nodeId.");
  await expect(read({ ...waits, executionId: undefined })).rejects.toThrow("Line 1 has no executionId.");
  await expect(read({ error: { message: "The list may be incomplete." } })).rejects.toThrow("Line 1 is an error: the list is incomplete.");
});

describe("a text is read as it arrives", () => {
  const bytes = new TextEncoder().encode(text.replaceAll("INC-1", "Störung"));
  async function* inPieces(length: number) {
    for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
  }

  test.each([1, 7, 100_000])("in pieces of %i bytes", async (length) => {
    const about = { ...(await readPlan(text)).header, reason: "Störung" };
    const [lines, whole] = [await allOf(linesOf(inPieces(length))), [...planLines({ header: about, actions })]];
    expect(lines.slice(1)).toEqual(text.trimEnd().split("\n").slice(1));
    expect(lines[0]?.slice(9)).toBe(whole[0]?.trimEnd().slice(9));
  });

  test("and no further than the longest allowed line", async () => {
    let given = 0;
    async function* endless() {
      yield text;
      for (; given < 100; given++) yield "x".repeat(10_000);
    }
    await expect(readPlan(endless())).rejects.toMatchObject({ code: "invalid-plan", lines: [5], message: "Line 5 is longer than 64 KiB." });
    expect(given).toBeLessThan(10);
    await expect(allOf(readSelection(endless(), "restart", about))).rejects.toMatchObject({ lines: [5] });
  });
});

test("the unchanged lines of an edited plan can be planned again", async () => {
  const lines = text.split("\n");
  await expect(readPlan(lines.toSpliced(1, 1).join("\n"))).rejects.toMatchObject({ lines: [1], rest: { action: "restart" } });
  await expect(readPlan(lines.with(2, "x").join("\n"))).rejects.toMatchObject({ lines: [3], rest: { action: "restart" } });
  await expect(readPlan(lines.slice(0, 1).join("\n"))).rejects.toMatchObject({ rest: undefined });
});
