import type { Reply } from "../../answer/reply.ts";
import type { Execution, NodeAction } from "../world/execution.ts";
import type { Reading } from "../world/reading.ts";
import type { World } from "../world/world.ts";
import { errors } from "./errors.ts";
import { executionDetail, listedExecution } from "./execution.ts";
import { nodeParameter, type OperationRequest } from "./read-request.ts";
import { type WorkflowQuery, workflowPage } from "./workflow-page.ts";

/**
 * Applies a request if the state of the world allows it, and answers it; nothing for an operation that is not simulated.
 *
 * @param isLost whether the response will never be sent, so that it is unknown when the service acts
 */
export function answer(request: OperationRequest, world: World, now: number, isLost = false): Reply | undefined {
  const { operationId, path, query, body } = request;
  const { workflow_id: workflowId = "", execution_id: executionId = "" } = path;
  switch (operationId) {
    case "ListWorkflow":
      return ok(workflowPage(world, body as WorkflowQuery, now));
    case "ListWorkflowExecutions":
      if (!world.workflows.has(workflowId)) return errors.unknownWorkflow;
      return ok(world.executionsOf(workflowId, now).map((execution) => listedExecution(execution, world.began)));
    case "UpdateWorkflowTriggerStatus": {
      const workflow = world.workflows.get(workflowId);
      if (workflow === undefined) return errors.unknownWorkflow;
      if (world.isScheduled(workflow) === undefined) return errors.noSchedule;
      world.setSchedule(workflowId, query.get("action") === "enable");
      // The text of the vendor's example, which is not JSON.
      return { status: 200, headers: { "Content-Type": "application/json" }, body: '{"success"}' };
    }
    case "ExecuteWorkflow": {
      const started = world.execute(workflowId, now, "request");
      return started ? ok({ execution_id: started.id }) : errors.unknownWorkflow;
    }
  }
  if (path.execution_id === undefined) return undefined;
  const execution = find(world, workflowId, executionId, now);
  if (execution === undefined) return errors.unknownExecution;
  const apply = (action: NodeAction | "stop", nodeId?: string) => {
    const asked = { action, nodeId, by: "request" } as const;
    const { actsLate = 0 } = execution.workflow;
    if (!isLost || actsLate === 0) return world.act(executionId, asked, now) ? ok({ result: "success" }) : errors.notSupported;
    world.actLate(executionId, asked, now + actsLate);
    return ok({ result: "success" });
  };
  switch (operationId) {
    case "SearchWorkflowExecutionDetail":
      return ok(executionDetail(world.read(executionId, now) as Reading, world.began));
    case "StopExecution":
      return apply("stop");
    case "StartPausingWorkflowExecutions":
      return apply(query.get("action") as NodeAction, query.get(nodeParameter) as string);
    default:
      return undefined;
  }
}

/** Finds an execution, under its own workflow only. */
function find(world: World, workflowId: string, executionId: string, now: number): Execution | undefined {
  const execution = world.execution(executionId, now);
  return execution?.workflow.id === workflowId ? execution : undefined;
}

function ok(body: object): Reply {
  return { status: 200, body };
}
