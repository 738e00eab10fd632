/** The values of every measured call. The response is `{"result":"success"}`; any other is an error. */

export const origin = process.env.BENCHMARK_ORIGIN ?? "";
export const projectId = "0123456789abcdef0123456789abcdef";
export const token = "token-".repeat(15);
export const keys = { accessKeyId: "AKTESTAKTESTAKTEST00", secretAccessKey: "SKTESTSKTESTSKTESTSKTESTSKTESTSKTEST0000" };

export const workflowId = "wf-1";
export const executionId = "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21";
export const nodeId = "run-script";

export const path = `/v1/${projectId}/cms/workflow/${workflowId}/executions/${executionId}/operation`;
export const query = `action=restart&node_id=${nodeId}`;

/** How many calls a process makes. */
export interface Load {
  readonly calls: number;
  /** How many are in progress at once. */
  readonly concurrency: number;
  /** Calls before the measurement. */
  readonly warmUpCalls: number;
}

/** What the calls cost that process. */
export interface Cost {
  /** Microseconds per call: user and system time of all threads. */
  readonly cpu: number;
  /** Resident bytes, including garbage and room for more. */
  readonly resident: number;
  /** Bytes on the heap after a garbage collection: a leak shows here. */
  readonly live: number;
}
