import type { Execution } from "../world/execution.ts";
import type { WorkflowSeed } from "../world/seed.ts";
import { words } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { listedWorkflow, madeAt, madeBy } from "./workflow.ts";

/** The body of ListWorkflow, after Prism has checked it. */
export interface WorkflowQuery {
  readonly search?: string;
  readonly type?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly page?: number;
  readonly size?: number;
  readonly enterprise_project_id?: string;
  readonly create_by?: string;
  readonly sort_field: "create_time" | "last_execution_start_time" | "update_time";
  readonly sort_type: "ASC" | "DESC";
  readonly search_time_start?: number;
  readonly search_time_end?: number;
  readonly status?: string;
}

interface Listed {
  readonly workflow: WorkflowSeed;
  readonly latest: Execution | undefined;
  /** The sort key of the list; absent if there was no execution. */
  readonly time: number | undefined;
}

/**
 * The workflows that fit all filters, ordered, one page of them. The vendor does not say which time the filter by time is for: here it is
 * the one that the list is ordered by.
 */
export function workflowPage(world: World, query: WorkflowQuery, now: number): object {
  const { page = 0, size = 10, sort_type } = query;
  const direction = sort_type === "ASC" ? 1 : -1;
  const fitting = [...world.workflows.values()]
    .map((workflow) => listed(world, workflow, query, now))
    .filter((one) => fits(one, query))
    .sort((one, other) => direction * ((one.time ?? 0) - (other.time ?? 0)));
  const elements = fitting.slice(page * size, (page + 1) * size);
  return {
    elements: elements.map(({ workflow, latest }) => listedWorkflow(workflow, latest, world)),
    total_elements: fitting.length,
  };
}

function listed(world: World, workflow: WorkflowSeed, { sort_field }: WorkflowQuery, now: number): Listed {
  const latest = world.latest(workflow.id, now);
  return { workflow, latest, time: sort_field === "last_execution_start_time" ? latest?.beginTime : madeAt(workflow, world.began) };
}

function fits({ workflow, latest, time }: Listed, query: WorkflowQuery): boolean {
  const { search, type, tags = {}, enterprise_project_id, create_by, search_time_start, search_time_end, status } = query;
  const { name, description = "", enterpriseProjectId = "0" } = workflow;
  return (
    (search === undefined || name.includes(search) || description.includes(search)) &&
    (type === undefined || type === (workflow.type ?? "manual")) &&
    Object.entries(tags).every(([tag, value]) => workflow.tags?.[tag] === value) &&
    (enterprise_project_id === undefined || enterprise_project_id === enterpriseProjectId) &&
    (create_by === undefined || create_by === madeBy(workflow)) &&
    (search_time_start === undefined || (time !== undefined && time > search_time_start)) &&
    (search_time_end === undefined || (time !== undefined && time < search_time_end)) &&
    (status === undefined || (latest !== undefined && words[latest.state].workflow === status))
  );
}
