/** The initial state of a simulated world. */
export interface SimulatorSeed {
  readonly workflows: readonly WorkflowSeed[];
}

/** A workflow, and how its executions behave. */
export interface WorkflowSeed {
  /** The `workflow_id` in paths, 1 to 64 characters. */
  readonly id: string;
  readonly name: string;
  /** Default: empty. */
  readonly description?: string;
  /** How executions start. Default: `manual`. */
  readonly type?: "cron" | "event" | "manual";
  readonly tags?: Readonly<Record<string, string>>;
  /** Who created the workflow. Default: `operator`. */
  readonly createdBy?: string;
  /** How long before the simulator's start it was created and last edited, in milliseconds. Default: 30 days. */
  readonly madeAgo?: number;
  /** Default: `0`, the default enterprise project. */
  readonly enterpriseProjectId?: string;
  /** Each execution waits for approval first: until someone approves it, or until it is decided `after` milliseconds. Default: no approval. */
  readonly approval?: "by-hand" | { readonly after: number; readonly approved: boolean };
  /** How long an execution waits for its turn, in milliseconds. Default: 0. */
  readonly queuedFor?: number;
  /** How long it takes to stop an execution, in milliseconds. Default: 1000. */
  readonly stopTakes?: number;
  /**
   * Nodes that run while the execution is being stopped continue, so that it may end before it is stopped; its status is then `success` or
   * `fail`. Our interpretation; the vendor does not say which comes first. Default: false, they run until they are cancelled.
   */
  readonly endsWhileStopping?: boolean;
  /**
   * The status of an execution while a node has failed and another branch still runs: `fail` at once, or `running` until nothing runs.
   * The vendor does not say. Default: false, `running`.
   */
  readonly failsAtOnce?: boolean;
  /**
   * The status of a node that was skipped: `success`, as of one that is done, or `fail` as before. The vendor does not say.
   * Default: `success`.
   */
  readonly skippedSays?: "success" | "fail";
  /**
   * How long after a request the service acts on it if the response is lost (`reset-after-reading`, `close-after-reading`, `hang`), in
   * milliseconds. Whether the state allows the action is decided then. No page says that a lost connection ends a request. Default: 0.
   */
  readonly actsLate?: number;
  /** How reads of its executions differ from their real state. Default: not at all. */
  readonly reads?: ReadingSeed;
  /** The nodes, in order. */
  readonly nodes: readonly NodeSeed[];
  /** Executions that have already started. Default: none. */
  readonly executions?: readonly ExecutionSeed[];
}

/**
 * How a read of one execution (`getExecution`) differs from its real state. The vendor neither documents this nor rules it out:
 * distributed services behave like this, and what a client claims should hold in all cases.
 */
export interface ReadingSeed {
  /**
   * The order of `execution_result_list`; `changing` differs in each read. Default: `oldest-first`; the vendor does not say.
   */
  readonly order?: "oldest-first" | "newest-first" | "changing";
  /** Whether the list has every run of a node or only the latest. Default: `latest`. */
  readonly runs?: "latest" | "all";
  /** The first reads after an action lag behind it. */
  readonly lag?: {
    /** How many reads, 1 to 1,000,000. */
    readonly readings: number;
    /**
     * What they show. The execution still has the status from before the action.
     *
     * - `word`: everything else is current, such as the new run of the node;
     * - `no-node`: the node that was acted on is missing;
     * - `no-status`: its new run has no status yet;
     * - `old-run`: its old run, with another end time.
     */
    readonly shows: "word" | "no-node" | "no-status" | "old-run";
  };
  /** Every second, third … read comes from a replica, which lags by `ms` milliseconds, or by a number of actions. */
  readonly replica?: { readonly every: number; readonly behind: { readonly ms: number } | { readonly actions: number } };
  /** Every second, third … read is of another execution, as of a cache that mixes them up. */
  readonly mixedUp?: { readonly every: number };
}

/** A node, and how it behaves each time it starts. */
export type NodeSeed = WorkingNode | PauseNode;

/** A node that does something. */
export interface WorkingNode {
  /** The `node_id`, such as `run-script`, unique within its workflow. */
  readonly id: string;
  /** Default: the id. */
  readonly name?: string;
  readonly kind?: "work";
  /**
   * Ids of the nodes that must be done or skipped before it starts: two nodes after the same one are branches that run in parallel.
   * Default: the node listed before it. That branches end on their own, and that one that fails does not end the others, is our interpretation.
   */
  readonly after?: readonly string[];
  /** Milliseconds from its start to its end, 0 to 8,640,000,000,000 like every duration here. Default: 1000. */
  readonly takes?: number;
  /** Hosts it works on. Default: none. */
  readonly hosts?: readonly HostSeed[];
  /** How it ends: `fail` fails on all hosts, a list of names on those hosts. Default: `success`. */
  readonly ends?: "success" | "fail" | readonly string[];
  /** How many times it fails before it succeeds, 1 or more; requires `ends`. Default: every time. */
  readonly failures?: number;
  /**
   * How many times the service reruns it on its own, each time `after` milliseconds after it failed; each run has its own id. The vendor
   * does not say whether the service does this. Default: never.
   */
  readonly retries?: { readonly times: number; readonly after: number };
  /** Whether the execution continues although it failed; the node then has the status `success`. Default: false. */
  readonly ignoreError?: boolean;
}

/** A node at which the execution waits until someone continues it. */
export interface PauseNode {
  readonly id: string;
  /** Default: the id. */
  readonly name?: string;
  readonly kind: "pause";
  /** Ids of the nodes that come before it. Default: the node listed before it. */
  readonly after?: readonly string[];
}

/** A host that a node works on. */
export interface HostSeed {
  readonly name: string;
  /** Default: `i-` and the name. */
  readonly id?: string;
  readonly ip?: string;
  /** The host's output when the node fails on it. Default: `exit status 1`. */
  readonly log?: string;
}

/** An execution that was started before the simulator. */
export interface ExecutionSeed {
  /** Default: a new id. */
  readonly id?: string;
  /** How long before the simulator it was started, in milliseconds. */
  readonly ago: number;
  /** Who started it. Default: the workflow's creator. */
  readonly startedBy?: string;
  /** The nodes at that time. Default: the nodes of the workflow. */
  readonly nodes?: readonly NodeSeed[];
}

/**
 * Checks that a seed can be played.
 *
 * @throws {TypeError} if two things share an id, or if a node comes after one that is not listed before it, fails on a host that it does not have, or has `failures`
 * without failing
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
      for (const [at, node] of nodes.entries()) {
        checkFailures(node);
        checkAfter(node, nodes.slice(0, at));
      }
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

function checkFailures(node: NodeSeed): void {
  if (node.kind === "pause") return;
  if (node.failures !== undefined && (node.ends ?? "success") === "success")
    throw new TypeError(`The node ${node.id} has failures but never fails: set ends to "fail" or to names of hosts.`);
  if (!Array.isArray(node.ends)) return;
  const unknown = node.ends.find((name) => !node.hosts?.some((host) => host.name === name));
  if (unknown !== undefined) throw new TypeError(`The node ${node.id} fails on ${unknown}, which is not one of its hosts.`);
}

function checkAfter({ id, after = [] }: NodeSeed, before: readonly NodeSeed[]): void {
  const unknown = after.find((each) => !before.some((node) => node.id === each));
  if (unknown !== undefined) throw new TypeError(`The node ${id} comes after ${unknown}, which is not listed before it.`);
}
