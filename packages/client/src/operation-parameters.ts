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

/** The parameters of the request, each within the limits of the contract. @throws InvalidInputError naming the first that is not. */
export function operationParameters(projectId: string, input: OperationInput): OperationParameters<typeof operation> {
  if (typeof input !== "object" || input === null) throw new InvalidInputError("input", "must be an object with the ids");
  const places: unknown = placeParameters(operations[operation].parameters, { ...input, projectId });
  return places as OperationParameters<typeof operation>;
}

/** Checks every parameter that is declared and puts it where it belongs. @throws InvalidInputError */
export function placeParameters(declared: readonly Parameter[], values: Readonly<Record<string, unknown>>) {
  const places: Record<Parameter["in"], Record<string, unknown>> = { path: {}, query: {}, header: {} };
  for (const parameter of declared) {
    const value = values[publicName(parameter)];
    checkParameter(parameter, value);
    if (value !== undefined) places[parameter.in][parameter.name] = value;
  }
  return places;
}

/** Checks the project id alone, which the client is made with. @throws InvalidInputError */
export function checkProjectId(value: unknown): void {
  for (const parameter of operations[operation].parameters) if (parameter.name === "project_id") checkParameter(parameter, value);
}

function checkParameter(parameter: Parameter, value: unknown): void {
  const problem = problemWith(parameter, value);
  if (problem) throw new InvalidInputError(publicName(parameter), problem);
}

/** `workflow_id` on the wire is `workflowId` in code. */
function publicName({ name }: Parameter): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
