import { operations, type Parameter, type WorkflowOperationAction } from "@aom-workflow/types";
import type { OperationParameters } from "./api.ts";
import { problemWith } from "./check-parameter.ts";
import { InvalidInputError } from "./errors.ts";

/** Names the node at which a run stopped. Each id has 1 to 64 characters. */
export interface NodeOfRun {
  /** The workflow's `id`. */
  readonly workflowId: string;
  /** The run. */
  readonly executionId: string;
  /** The node's `id` such as `run-script`, not its name. */
  readonly nodeId: string;
}

/** A node, and what to do with it. */
export interface OperationInput extends NodeOfRun {
  readonly action: WorkflowOperationAction;
}

/** The operation that all methods of the client are forms of. */
export const operation = "StartPausingWorkflowExecutions";

/** The public name of each parameter on the wire. */
const publicNames: Record<string, string> = {
  project_id: "projectId",
  workflow_id: "workflowId",
  execution_id: "executionId",
  node_id: "nodeId",
};

/** The parameters of the request, each within the limits of the contract. @throws InvalidInputError naming the first that is not. */
export function operationParameters(projectId: string, input: OperationInput): OperationParameters<typeof operation> {
  if (typeof input !== "object" || input === null) throw new InvalidInputError("input", "must be an object with the ids");
  const { workflowId, executionId, nodeId, action } = input;
  const path = { project_id: projectId, workflow_id: workflowId, execution_id: executionId };
  const query = { action, node_id: nodeId };
  for (const [name, value] of Object.entries({ ...path, ...query })) checkParameter(name, value);
  return { path, query };
}

/** Checks one value against the contract. @throws InvalidInputError */
export function checkParameter(name: string, value: unknown): void {
  const parameter: Parameter | undefined = operations[operation].parameters.find((each) => each.name === name);
  const problem = parameter && problemWith(parameter, value);
  if (problem) throw new InvalidInputError(publicNames[name] ?? name, problem);
}
