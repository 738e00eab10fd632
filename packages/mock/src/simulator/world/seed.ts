/** What a simulated world begins with. */
export interface SimulatorSeed {
  readonly workflows: readonly WorkflowSeed[];
}

/** A workflow, and how its executions go. */
export interface WorkflowSeed {
  /** The `workflow_id` of every path, 1 to 64 characters. */
  readonly id: string;
  readonly name: string;
  /** Default: empty. */
  readonly description?: string;
  /** How executions start. Default: `manual`. */
  readonly type?: "cron" | "event" | "manual";
  readonly tags?: Readonly<Record<string, string>>;
  /** Who made the workflow. Default: `operator`. */
  readonly createdBy?: string;
  /** How long before the beginning it was made and last edited, in milliseconds. Default: 30 days. */
  readonly madeAgo?: number;
  /** Default: `0`, the default enterprise project. */
  readonly enterpriseProjectId?: string;
  /** Each execution waits for approval first, for ever or until the script decides. Default: no approval. */
  readonly approval?: "by-hand" | { readonly after: number; readonly approved: boolean };
  /** How long an execution waits for its turn, in milliseconds. Default: 0. */
  readonly queuedFor?: number;
  /** How long it takes to stop an execution, in milliseconds. Default: 1000. */
  readonly stopTakes?: number;
  /** The nodes in the order in which they begin. */
  readonly nodes: readonly NodeSeed[];
  /** Executions that have begun already. Default: none. */
  readonly executions?: readonly ExecutionSeed[];
}

/** A node, and how it goes each time it begins. */
export type NodeSeed = WorkingNode | PauseNode;

/** A node that does something. */
export interface WorkingNode {
  /** The `node_id`, such as `run-script`, unique within its workflow. */
  readonly id: string;
  /** Default: the id. */
  readonly name?: string;
  readonly kind?: "work";
  /** Milliseconds from its beginning to its end. Default: 1000. */
  readonly takes?: number;
  /** Hosts it works on. Default: none. */
  readonly hosts?: readonly HostSeed[];
  /** How it ends: `fail` fails on all hosts, a list on the hosts of these names. Default: `success`. */
  readonly ends?: "success" | "fail" | readonly string[];
  /** How many times it ends so before it succeeds. Default: every time. */
  readonly failures?: number;
  /** Whether the execution goes on although it failed; the node then has the status `success`. Default: false. */
  readonly ignoreError?: boolean;
}

/** A node at which the execution waits until somebody continues. */
export interface PauseNode {
  readonly id: string;
  /** Default: the id. */
  readonly name?: string;
  readonly kind: "pause";
}

/** A host that a node works on. */
export interface HostSeed {
  readonly name: string;
  /** Default: `i-` and the name. */
  readonly id?: string;
  readonly ip?: string;
  /** What the host prints when the node fails on it. Default: `exit status 1`. */
  readonly log?: string;
}

/** An execution that has begun before the beginning. */
export interface ExecutionSeed {
  /** Default: a new id. */
  readonly id?: string;
  /** How long before the beginning it was started, in milliseconds. */
  readonly ago: number;
  /** Who started it. Default: who made the workflow. */
  readonly startedBy?: string;
  /** The nodes as they were then. Default: as they are now. */
  readonly nodes?: readonly NodeSeed[];
}

/**
 * Makes sure that a seed can be played.
 *
 * @throws {TypeError} when two things share an id, or a node fails on a host that it does not have
 */
export function checkSeed({ workflows }: SimulatorSeed): void {
  unique("workflows", workflows);
  unique(
    "executions",
    workflows.flatMap(({ executions = [] }) => executions.filter((one): one is ExecutionSeed & { id: string } => one.id !== undefined)),
  );
  for (const workflow of workflows) {
    for (const nodes of [workflow.nodes, ...(workflow.executions ?? []).map((execution) => execution.nodes ?? [])]) {
      unique(`nodes of ${workflow.name}`, nodes);
      for (const node of nodes) checkHosts(node);
    }
  }
}

function unique(what: string, items: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) throw new TypeError(`Two ${what} have the id ${id}.`);
    seen.add(id);
  }
}

function checkHosts(node: NodeSeed): void {
  if (node.kind === "pause" || !Array.isArray(node.ends)) return;
  const unknown = node.ends.find((name) => !node.hosts?.some((host) => host.name === name));
  if (unknown !== undefined) throw new TypeError(`The node ${node.id} fails on ${unknown}, which is not one of its hosts.`);
}
