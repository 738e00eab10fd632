import { type Execution, nodesBefore } from "../world/execution.ts";
import type { NodeSeed, WorkflowSeed } from "../world/seed.ts";
import { words } from "../world/state.ts";
import type { World } from "../world/world.ts";

const month = 30 * 24 * 60 * 60 * 1000;

/** When a workflow was made and last edited. */
export function madeAt({ madeAgo = month }: WorkflowSeed, began: number): number {
  return began - madeAgo;
}

/** The creator of a workflow. */
export function madeBy({ createdBy = "operator" }: WorkflowSeed): string {
  return createdBy;
}

/** A workflow, as it was at one of its executions or as it is. */
export function workflowBody(workflow: WorkflowSeed, began: number): object {
  const { id, name, description = "", type = "manual", tags = {}, enterpriseProjectId = "0" } = workflow;
  const made = madeAt(workflow, began);
  return {
    id,
    name,
    type,
    description,
    tags,
    create_time: made,
    update_time: made,
    edit_time: made,
    create_by: madeBy(workflow),
    update_by: madeBy(workflow),
    enterprise_project_id: enterpriseProjectId,
    task_type: "customize",
    quote: [],
    steps: [],
    nodes: workflow.nodes.map((node) => nodeBody(node, workflow)),
    is_delete: false,
  };
}

/** A workflow in the list, with its latest execution if it has one. */
export function listedWorkflow(workflow: WorkflowSeed, latest: Execution | undefined, world: World): object {
  const isScheduled = world.isScheduled(workflow);
  const body = {
    ...workflowBody(workflow, world.began),
    // The vendor's examples have `active`; the other word is our interpretation.
    ...(isScheduled !== undefined && { trigger_status: isScheduled ? "active" : "inactive" }),
  };
  if (latest === undefined) return { ...body, task_status: "not_started" };
  return {
    ...body,
    last_execution_id: latest.id,
    last_execute_by: latest.startedBy,
    last_execution_start_time: latest.beginTime,
    last_execution_end_time: latest.endTime ?? 0,
    status: words[latest.state].workflow,
  };
}

/** The vendor has room for the name of one node before it. */
function nodeBody(node: NodeSeed, workflow: WorkflowSeed): object {
  const pause = node.kind === "pause";
  const before = workflow.nodes.find(({ id }) => id === nodesBefore(workflow, node)[0]);
  return {
    id: node.id,
    name: node.name ?? node.id,
    ...(before === undefined ? {} : { parent_node: before.name ?? before.id }),
    category: pause ? "pause" : "service",
    ignore_error: !pause && node.ignoreError === true,
    metadata: { type: pause ? "pause" : "operation" },
    task_name: pause ? "CMS::PAUSE" : "CMS::ECS::runScript",
  };
}
