import { type Operation, operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { describe, expect, test } from "vitest";
import type { Options } from "../../parse/tokens.ts";
import { regretOf } from "../../surface/action-words.ts";
import { confirm } from "./operate.ts";

const ids = { workflowId: "w1", executionId: "e1", nodeId: "run-script" };

function asked(operation: Operation, options: Options, answer: string, canAsk = true, note?: string) {
  const questions: string[] = [];
  const printed: string[] = [];
  const terminal = {
    canAsk,
    canDraw: canAsk,
    columns: 80,
    status() {},
    async ask(question: string) {
      questions.push(question);
      return answer;
    },
  };
  const stderr = { isTerminal: true, columns: 80, write: async () => undefined };
  const plan = {
    operation,
    sources: { options, env: {}, profile: { name: "default", namedBy: undefined, values: {} } },
    settings: { input: ids, projectId: "p", place: { region: "cn-north-4" }, timeout: undefined },
  };
  return {
    questions,
    printed,
    end: confirm(
      plan,
      { regret: regretOf(operation, docs[operation.name as keyof typeof docs]), note, doubt: undefined },
      { terminal, stderr, signal: new AbortController().signal, tell: (text) => printed.push(text) },
    ),
  };
}

const { skip } = operations;

describe("before a node is skipped", () => {
  test("the person is asked, and learns what will be skipped", async () => {
    const { questions, end } = asked(skip, {}, "y");
    await end;
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatch(
      /skip node run-script\n {2}of execution e1\n {2}of workflow w1\n {2}in cn-north-4, project p\.\n.*will not be done\. Skip it\? \[y\/N\] $/,
    );
  });

  test.for(["y", "Y", "yes", " Yes "])("%j is yes", (answer) => asked(skip, {}, answer).end);

  test.for(["", "n", "no", "yess", "skip"])("%j is no: nothing happens", async (answer) => {
    await expect(asked(skip, {}, answer).end).rejects.toMatchObject({ code: "declined", outcome: "not-sent" });
  });

  test("--yes answers beforehand", async () => {
    const { questions, end } = asked(skip, { yes: true }, "n");
    await end;
    expect(questions).toEqual([]);
  });

  test("without a terminal it fails, and nobody is asked", async () => {
    const { questions, end } = asked(skip, {}, "y", false);
    await expect(end).rejects.toThrow("Skip requires confirmation: add --yes.");
    expect(questions).toEqual([]);
  });

  test.for([true, false])("--no-input fails instead, terminal (%j) or not, so that a script behaves alike everywhere", async (canAsk) => {
    await expect(asked(skip, { "no-input": true }, "y", canAsk).end).rejects.toThrow("Skip requires confirmation: add --yes.");
  });
});

test("continue asks as well: it is often an approval", async () => {
  const { questions, end } = asked(operations.continue, {}, "y");
  await end;
  expect(questions).toEqual([expect.stringContaining("The nodes after the pause will run. Continue past it? [y/N] ")]);
});

describe("what was looked up", () => {
  const found = "nightly: failed.";

  test("is shown, and asks even where the action alone does not", async () => {
    const { questions, end } = asked(operations.restart, {}, "y", true, found);
    await end;
    expect(questions).toEqual([
      expect.stringMatching(/^About to restart node run-script\n[\s\S]+\nnightly: failed\.\nRestart it\? \[y\/N\] $/),
    ]);
  });

  test("is shown with --yes, which answers beforehand", async () => {
    const { questions, printed, end } = asked(operations.restart, { yes: true }, "n", false, found);
    await end;
    expect({ questions, printed }).toEqual({ questions: [], printed: [found] });
  });

  test("fails without a terminal and --yes, and names what was found", async () => {
    const { end } = asked(operations.restart, {}, "y", false, found);
    await expect(end).rejects.toThrow(
      /^Found: node run-script of execution e1 .* nightly: failed\. Restart requires confirmation: aom-workflow restart --yes$/,
    );
  });
});

test("restart asks nothing", async () => {
  const { questions, end } = asked(operations.restart, { "no-input": true }, "n");
  await end;
  expect(questions).toEqual([]);
});

test("an action of a later contract, for which there are no words here, is summed up and confirmed", async () => {
  const { questions, end } = asked({ ...operations.restart, command: "retry" }, {}, "y");
  await end;
  expect(questions).toEqual([
    expect.stringMatching(/^About to retry node run-script\n[\s\S]+\nRestart the failed node of a stopped execution\. Call retry\?/),
  ]);
});

test("what is asked breaks between words, with room for the answer", async () => {
  const note = `release: failed (fail), started 2026-01-01 01:00. The node deploy-service-to-the-canary failed (fail).`;
  const { questions, end } = asked(operations.stopExecution, {}, "y", true, note);
  await end;
  const lines = questions[0]?.split("\n") ?? [];
  expect(lines.filter((line) => line.length > 76)).toEqual([]);
  expect(lines.at(-1)).toBe("Stop it? [y/N] ");
});

test.for([
  [operations.continue, /^About to continue past node [\s\S]*Continue past it\? /],
  [operations.disableSchedule, /^About to disable the schedule of node [\s\S]*Disable the schedule\? /],
  [operations.enableSchedule, /^About to enable the schedule of node [\s\S]*Enable the schedule\? /],
] as const)("the question says what will be done, not the word of the command: $0.name", async ([operation, says]) => {
  const { questions, end } = asked(operation, {}, "y", true, "Found.");
  await end;
  expect(questions[0]).toMatch(says);
});
