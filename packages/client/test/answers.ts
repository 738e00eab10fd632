/** Responses of the service, as short as a test can have them. */

export const begin = Date.UTC(2026, 0, 1, 1);

/** The result of a node. */
export function nodeResult(id: string, status: string, more: object = {}) {
  return { node_id: id, status, begin_time: begin + 1000, end_time: begin + 2000, function_execution_id: `run-of-${id}`, ...more };
}

/** An execution whose nodes are these. */
export function details(status: string | undefined, nodes: readonly object[] = [], more: object = {}) {
  return { workflow_id: "wf", execution_id: "ex", status, begin_time: begin, execution_result_list: nodes, ...more };
}

export const pauseNode = { id: "check", name: "checkByHand", category: "pause", task_name: "CMS::PAUSE", metadata: { type: "pause" } };
export const scriptNode = { id: "run-script", name: "runScript", category: "service", metadata: { type: "operation" } };
export const snapshot = { workflow_snapshot: { name: "nightly", nodes: [scriptNode, pauseNode] } };

export const failed = details("fail", [nodeResult("run-script", "fail")], snapshot);
export const paused = details(
  "pausing",
  [nodeResult("run-script", "success"), nodeResult("check", "pausing", { begin_time: begin + 3000, end_time: 0 })],
  snapshot,
);
export const failedOnHosts = details("fail", [
  nodeResult("run-script", "success", {
    output: { fail: [{ name: "node-1", exit_code: "1", log: "\n  df: not found\nsecond line" }, {}] },
  }),
]);
