import type { NodeSeed, SimulatorSeed, WorkflowSeed } from "./world/seed.ts";

/**
 * A seed with many executions, every tenth of which failed and none of which still runs. Its workflows are `load-1`, `load-2` …
 *
 * @param executions how many executions all workflows have together; the first ones have one more where it does not divide
 * @param workflows how many workflows. Default: 1
 */
export function manyExecutions(executions: number, workflows = 1): SimulatorSeed {
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
