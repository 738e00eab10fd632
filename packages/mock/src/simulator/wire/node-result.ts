import type { Execution, NodeRun } from "../world/execution.ts";
import type { HostSeed, NodeSeed, WorkingNode } from "../world/seed.ts";

/** The result of a node that has started, as an item of `execution_result_list`. Numbers about hosts are texts, as the vendor's are. */
export function nodeResult(run: NodeRun, { workflow }: Execution): object {
  const node = workflow.nodes.find(({ id }) => id === run.nodeId) as NodeSeed;
  return {
    node_id: run.nodeId,
    status: run.skipped ? (workflow.skippedSays ?? "success") : run.status,
    begin_time: run.beginTime,
    ...(run.endTime === undefined ? {} : { end_time: run.endTime }),
    ...(node.kind === "pause" ? {} : { function_execution_id: `${run.number}-${node.id}`.slice(0, 64), output: output(run, node) }),
  };
}

function output(run: NodeRun, node: WorkingNode): object {
  const { hosts = [], ignoreError = false } = node;
  const failed = (host: HostSeed) => run.failedHosts.includes(host.name);
  const took = String((run.endTime ?? run.beginTime) - run.beginTime);
  const common = (host: HostSeed) => ({
    id: host.id ?? `i-${host.name}`,
    name: host.name,
    ...(host.ip === undefined ? {} : { ip: host.ip }),
    start_time: String(run.beginTime),
  });
  const ended = run.status === "success" || run.status === "fail";
  const log = (host: HostSeed) => host.log ?? "exit status 1";
  return {
    success: ended
      ? hosts.filter((host) => !failed(host)).map((host) => ({ ...common(host), code: "0", exit_code: "0", execute_time: took }))
      : [],
    // In the vendor's example a node that ignores errors has the code 0 on a host that exited with 1.
    fail: hosts.filter(failed).map((host) => ({
      ...common(host),
      code: ignoreError ? "0" : "1",
      exit_code: "1",
      execute_time: took,
      log: log(host),
      error_msg: log(host),
    })),
    in_execution: run.status === "running" ? hosts.map(common) : [],
    not_performed: run.status === "cancel" ? hosts.map(common) : [],
  };
}
