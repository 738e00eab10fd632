import { it } from "vitest";
import { expectLinear } from "../../../tools/lab/linear.ts";
import { readExecution } from "./executions/reading/execution-state.ts";
import { timeOf } from "./executions/reading/lenient.ts";
import { chosenState, meaningOf, stateWords } from "./executions/reading/state-words.ts";
import { causesOf } from "./executions/rules/cause.ts";
import { waitingFor } from "./executions/rules/waiting.ts";
import { hintFor } from "./hint-for.ts";
import { regionProblem } from "./region.ts";

const functions: Readonly<Record<string, (text: string) => unknown>> = {
  "read an execution": (text) => {
    const node = { node_id: text, status: text, output: { fail: [{ name: text, log: text }] } };
    const nodes = [{ id: text, name: text, category: text, task_name: text }];
    return waitingFor(readExecution({ status: text, execution_result_list: [node], workflow_snapshot: { name: text, nodes } }));
  },
  "read a time": (text) => [timeOf(text), timeOf(`2026-01-01${text}`), timeOf(`2026-01-01T01:00:00.${text}`)],
  "find a cause": (text) => causesOf([{ failedHosts: [{ lastLine: text }] }]),
  "read a state": (text) => meaningOf(text),
  "choose a state": (text) => {
    try {
      return chosenState(text, stateWords);
    } catch (error) {
      return error;
    }
  },
  "find a hint": (text) => hintFor({ outcome: "rejected", effect: "once", status: 400, errorCode: text, errorMessage: text }),
  "check a region": (text) => regionProblem(text),
};

it.each(Object.entries(functions))("to %s takes no longer than in proportion to its length", { timeout: 60_000 }, (_, work) =>
  expectLinear(work),
);
