/** What every call says, and to whom. The answer is `{"result":"success"}`; whoever gets another one fails. */

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
  /** How many wait for their answer at once. */
  readonly concurrency: number;
  /** Calls beforehand that do not count. */
  readonly warmUpCalls: number;
}

/** What they cost that process. */
export interface Cost {
  /** User and system, all threads: microseconds for each call. */
  readonly cpu: number;
  /** Bytes that the system gave, garbage and room for more of it included. */
  readonly resident: number;
  /** Bytes that are still in use on the heap when all garbage is gone: here a leak shows. */
  readonly live: number;
}
