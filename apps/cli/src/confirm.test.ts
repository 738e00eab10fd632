import { operations } from "@aom-workflow/types";
import { describe, expect, test } from "vitest";
import { confirm } from "./confirm.ts";
import type { CommandContext } from "./context.ts";
import type { Terminal } from "./terminal.ts";

const ids = { projectId: "p", workflowId: "w1", executionId: "e1", nodeId: "run-script" };

function asked(action: string, options: Record<string, boolean>, answer: string, canAsk = true) {
  const questions: string[] = [];
  const terminal: Terminal = {
    canAsk,
    canDraw: canAsk,
    columns: 80,
    status() {},
    async ask(question) {
      questions.push(question);
      return answer;
    },
  };
  const unused = () => {};
  const context: CommandContext = {
    env: {},
    signal: new AbortController().signal,
    terminal,
    stdin: () => process.stdin,
    operation: operations.StartPausingWorkflowExecutions,
    version: "",
    json: false,
    tell: unused,
    trace: unused,
    warn: unused,
    starting: unused,
  };
  const settings = { input: { ...ids, action }, place: { region: "cn-north-4" }, labels: {}, token: undefined, timeout: undefined };
  return { questions, end: confirm(settings, options, context) };
}

describe("before a node is skipped", () => {
  test("the person is asked, and learns what will be skipped", async () => {
    const { questions, end } = asked("skip", {}, "y");
    await end;
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatch(
      /skip node run-script\n {2}of execution e1\n {2}of workflow w1, cn-north-4\.\n.*stays undone\. Go on\? \[y\/N\] $/,
    );
  });

  test.for(["y", "Y", "yes", " Yes "])("%j is yes", (answer) => asked("skip", {}, answer).end);

  test.for(["", "n", "no", "yess", "skip"])("%j is no: nothing happens", async (answer) => {
    await expect(asked("skip", {}, answer).end).rejects.toMatchObject({ code: "declined", outcome: "not-sent" });
  });

  test("--yes answers beforehand", async () => {
    const { questions, end } = asked("skip", { yes: true }, "n");
    await end;
    expect(questions).toEqual([]);
  });

  test("without a terminal nobody is asked", async () => {
    const { questions, end } = asked("skip", {}, "n", false);
    await end;
    expect(questions).toEqual([]);
  });

  test.for([true, false])("--no-input fails instead, terminal or not, so that a script behaves alike everywhere", async (canAsk) => {
    await expect(asked("skip", { input: false }, "y", canAsk).end).rejects.toThrow("skip wants to be confirmed, and --no-input forbids");
  });
});

test.for(["restart", "continue"])("%s asks nothing", async (action) => {
  const { questions, end } = asked(action, { input: false }, "n");
  await end;
  expect(questions).toEqual([]);
});
