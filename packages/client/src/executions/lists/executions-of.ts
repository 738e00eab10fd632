import type { Success } from "@aom-workflow/http";
import { invalidReading } from "@aom-workflow/http/internal";
import { type ExecutionState, readExecution } from "../reading/execution-state.ts";

/**
 * The executions in a response of `listExecutions`. One page of the vendor has an array of arrays, which is read as well.
 *
 * @throws InvalidResponseError for what is not a list
 */
export function executionsOf(answer: Success<unknown>): readonly ExecutionState[] {
  const { data } = answer;
  if (!Array.isArray(data)) throw invalidReading(answer, "the body is not a list of executions");
  return data.flat().map((execution) => readExecution(execution));
}
