import { type Operation, operations, type WorkflowOperationAction } from "@aom-workflow/client";
import { type ExecutionState, readExecution } from "@aom-workflow/client/executions";

/** Where actions are sent. Each target has one journal. */
export interface Target {
  /** Address of the service, such as `https://aom.cn-north-4.myhuaweicloud.com`. */
  readonly endpoint: string;
  /** IAM project; 32 characters. */
  readonly projectId: string;
}

/** The actions on a node, which a plan may contain. */
export const plannable: ReadonlySet<string> = new Set(
  Object.values<Operation>({ ...operations }).flatMap(({ actsOn, fixed }) => (actsOn === "node" && fixed ? String(fixed.action) : [])),
);

/** One action on one node of one execution, with the state that it was planned for. */
export interface PlannedAction {
  readonly action: WorkflowOperationAction;
  readonly workflowId: string;
  readonly executionId: string;
  readonly nodeId: string;
  /** For people. */
  readonly workflowName?: string | undefined;
  /** Why the node stopped, for people. */
  readonly cause?: string | undefined;
  readonly seen: Seen;
  /** 1; higher if an action in doubt is planned again (`includeDoubt`). */
  readonly generation: number;
}

/** The state of the node when it was planned. It is compared later, to see whether the node has changed or shows the effect of the action. */
export interface Seen {
  /** State of the execution, in the vendor's word. */
  readonly word: string | undefined;
  /** State of the node, in the vendor's word. */
  readonly nodeWord: string | undefined;
  /** Was the node waiting for a person? */
  readonly isPause: boolean;
  /** Did it fail on hosts? */
  readonly onHosts: boolean;
  /** Its runs, in order of time: each time the node starts is a new run. Times in milliseconds since 1970. */
  readonly runs: readonly { readonly id?: string | undefined; readonly startedAt?: number | undefined }[];
  /** When it was read, by the service's clock. */
  readonly readAt: number | undefined;
}

/** The state of a node in an execution that was read; undefined if it has not started. */
export function seenOf(state: ExecutionState, nodeId: string): Seen | undefined {
  const node = state.nodes.find(({ id }) => id === nodeId);
  if (node === undefined || node.meaning === "not-begun") return undefined;
  return {
    word: state.word,
    nodeWord: node.word,
    isPause: node.kind === "pause",
    onHosts: node.failedHosts.length > 0,
    runs: node.runs.map(({ id, startedAt }) => ({ id, startedAt: startedAt?.getTime() })),
    readAt: state.readAt?.getTime(),
  };
}

/** The state that was read when it was planned, as far as it was kept. */
export function stateOf({ workflowId, executionId, nodeId, seen }: Pick<PlannedAction, "workflowId" | "executionId" | "nodeId" | "seen">) {
  const results = seen.runs.map(({ id, startedAt }) => ({
    node_id: nodeId,
    status: seen.nodeWord,
    function_execution_id: id,
    begin_time: startedAt,
    output: seen.onHosts ? { fail: [{}] } : undefined,
  }));
  const nodes = seen.isPause ? [{ id: nodeId, category: "pause" }] : [{ id: nodeId }];
  return readExecution(
    {
      workflow_id: workflowId,
      execution_id: executionId,
      status: seen.word,
      execution_result_list: results,
      workflow_snapshot: { nodes },
    },
    seen.readAt === undefined ? undefined : new Date(seen.readAt).toUTCString(),
  );
}

/** Are these the same runs? Compares them as sets, by ids and start times. */
export function haveSameRuns(one: Pick<Seen, "runs">, other: Pick<Seen, "runs">): boolean {
  const setOf = ({ runs }: Pick<Seen, "runs">) => runs.map(({ id, startedAt }) => `${id ?? ""} ${startedAt ?? ""}`).toSorted();
  const [ones, others] = [setOf(one), setOf(other)];
  return ones.length === others.length && ones.every((run, index) => run === others[index]);
}

/**
 * The key of an action in the journal of its target: the stopped run and the action. A plan that is copied, renamed or made a second time has the
 * same keys, so nothing is done twice.
 */
export function keyOf({ workflowId, executionId, nodeId, action, seen, generation }: PlannedAction): string {
  return [workflowId, executionId, nodeId, action, lastRunOf(seen), generation].map((part) => encodeURIComponent(String(part))).join("/");
}

function lastRunOf({ runs }: Pick<Seen, "runs">): string {
  const run = runs.at(-1);
  return String(run?.id ?? run?.startedAt ?? "");
}

/**
 * Is a key about this node, whatever the action? Matches the stopped run that was seen, or any run if none is given.
 *
 * @param key of an entry
 * @param seen as `seenOf` gives it
 */
export function isAbout(
  key: string,
  { workflowId, executionId, nodeId }: Pick<PlannedAction, "workflowId" | "executionId" | "nodeId">,
  seen?: Seen,
) {
  const [workflow, execution, node, , run] = key.split("/");
  const names = (part: string | undefined, id: string) => part === encodeURIComponent(id);
  const isNode = names(workflow, workflowId) && names(execution, executionId) && names(node, nodeId);
  return isNode && (seen === undefined || names(run, lastRunOf(seen)));
}

/** The keys of the other actions for the same stopped run. */
export function siblingsOf(key: string): readonly string[] {
  const parts = key.split("/");
  const [, , , action] = parts;
  return action === undefined ? [] : [...plannable].filter((other) => other !== action).map((other) => parts.with(3, other).join("/"));
}

/** The generation of the action of a key. */
export function generationOf(key: string): number {
  return Number(key.split("/").at(-1)) || 1;
}

/** The action of a key, for messages. */
export function actionOf(key: string): string | undefined {
  return key.split("/")[3];
}
