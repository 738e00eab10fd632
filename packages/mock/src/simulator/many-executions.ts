import { checkArguments, count } from "../options/shape.ts";
import type { NodeSeed, SimulatorSeed, WorkflowSeed } from "./world/seed.ts";

/**
 * A seed with many executions; every tenth failed, and none is running. Its workflows are `load-1`, `load-2` …
 *
 * @param executions how many executions all workflows have together, 1 to 1,000,000; if they cannot be shared equally, the first workflows have one more
 * @param workflows how many workflows, 1 to 1,000,000. Default: 1
 * @throws {TypeError} for any other number
 */
export function manyExecutions(executions: number, workflows = 1): SimulatorSeed {
  checkArguments("manyExecutions", [executions, workflows], { executions: count, workflows: count });
  return { workflows: Array.from({ length: workflows }, (_, at) => workflow(at + 1, Math.ceil((executions - at) / workflows))) };
}

function workflow(number: number, executions: number): WorkflowSeed {
  return {
    id: `load-${number}`,
    name: `load-${number}`,
    type: "cron",
    nodes: good,
    executions: Array.from({ length: executions }, (_, at) => ({ ago: (at + 1) * 60_000, nodes: at % 10 === 9 ? bad : good })),
  };
}

const good: readonly NodeSeed[] = [{ id: "run-script" }];
const bad: readonly NodeSeed[] = [{ id: "run-script", ends: "fail" }];
