import { accessKey } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";

/** What may happen to a call and depends on the platform. The server does it to the workflow of that name. */
export const caseNames = [
  "token",
  "signed",
  "refusal",
  "nothing-listens",
  "no-such-host",
  "redirect",
  "cut-after-read",
  "connection-dies-when-reused",
  "time-out",
  "abort",
] as const;
export type CaseName = (typeof caseNames)[number];

export const projectId = "0123456789abcdef0123456789abcdef";
export const token = "token-of-the-rehearsal";
export const key = { accessKeyId: "AKREHEARSAL", secretAccessKey: "SKREHEARSAL", projectId };

/** How a call ended. */
export interface End {
  readonly name: CaseName;
  readonly outcome: string;
  readonly code?: string;
  readonly attempts?: number;
  readonly message?: string;
}

/** What one platform has to do. */
export interface Task {
  readonly server: string;
  readonly nothingListens: string;
  /** Distinguishes its executions from those of other platforms. */
  readonly platform: string;
  /** Whether to pass the platform's `fetch` to a client that would otherwise use another transport. */
  readonly byFetch: boolean;
}

/** Makes a call for each case on this platform, and returns how they ended. */
export async function probe(task: Task): Promise<readonly End[]> {
  const ends: End[] = [];
  for (const name of caseNames) {
    // Leaves a connection open, which the call could reuse.
    await call("warm-up", `${task.platform}.${name}.before`, task, task.server);
    ends.push({ name, ...(await call(name, `${task.platform}.${name}`, task, addressOf(name, task))) });
  }
  return ends;
}

async function call(
  workflowId: CaseName | "warm-up",
  executionId: string,
  { byFetch }: Task,
  endpoint: string,
): Promise<Omit<End, "name">> {
  const client = createClient({
    endpoint,
    projectId,
    auth: workflowId === "signed" ? accessKey(key) : token,
    timeout: workflowId === "time-out" ? 400 : 8_000,
    retry: { initialDelayMs: 1, maxDelayMs: 5 },
    ...(byFetch && { fetch: globalThis.fetch }),
  });
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), workflowId === "abort" ? 300 : 20_000);
  const result = await client.safe.restart({ workflowId, executionId, nodeId: "run-script" }, { signal: abort.signal });
  clearTimeout(timer);
  if (result.ok) return { outcome: result.outcome };
  const { code, attempts, message } = result.error;
  return { outcome: result.outcome, code, attempts, message };
}

function addressOf(name: CaseName, { server, nothingListens }: Task): string {
  if (name === "nothing-listens") return nothingListens;
  return name === "no-such-host" ? "https://aom.nowhere.invalid" : server;
}
