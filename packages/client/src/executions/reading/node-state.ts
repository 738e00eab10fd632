import { type FailedHost, failedHostsOf } from "./failed-hosts.ts";
import { objectOf, objectsOf, textOf, timeOf } from "./lenient.ts";
import { type Meaning, meaningOf } from "./state-words.ts";

/** A node of an execution, as far as the answer tells. */
export interface NodeState {
  /** The `nodeId` of `restart`, `skip` and `continue`. */
  readonly id: string;
  /** Its name, where the answer has the workflow with it. */
  readonly name: string | undefined;
  /** Does it only wait for a person? `unknown` where the answer does not have the workflow with it. */
  readonly kind: "operation" | "pause" | "unknown";
  /** Its state as the vendor says it; nothing for a node that has not begun. */
  readonly word: string | undefined;
  readonly meaning: Meaning | "not-begun";
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  /** Id of the underlying function run; another one after a restart. */
  readonly run: string | undefined;
  /** Hosts and workloads on which it failed. A node may say success although some did. */
  readonly failedHosts: readonly FailedHost[];
}

type Json = Readonly<Record<string, unknown>>;

/** The nodes that have begun, in the order in which they did, each once: what the last entry of it says. */
export function begunNodes(results: unknown, snapshot: readonly Json[]): readonly NodeState[] {
  const nodes = objectsOf(results).flatMap((result) => readNode(result, snapshot) ?? []);
  const latest = [...new Map(nodes.map((node) => [node.id, node])).values()];
  return latest.toSorted((one, other) => (one.startedAt?.getTime() ?? 0) - (other.startedAt?.getTime() ?? 0));
}

/** The nodes of the workflow that have not begun. */
export function otherNodes(snapshot: readonly Json[], begun: readonly NodeState[]): readonly NodeState[] {
  const known = new Set(begun.map(({ id }) => id));
  return snapshot.flatMap((node) => {
    const id = textOf(node.id);
    if (id === undefined || known.has(id)) return [];
    return { ...describe(node, id), word: undefined, meaning: "not-begun" as const, ...nothing };
  });
}

const nothing = { startedAt: undefined, endedAt: undefined, run: undefined, failedHosts: [] };

function readNode(result: Json, snapshot: readonly Json[]): NodeState | undefined {
  const id = textOf(result.node_id);
  if (id === undefined) return undefined;
  const word = textOf(result.status);
  return {
    ...describe(
      snapshot.find((node) => node.id === id),
      id,
    ),
    word,
    meaning: meaningOf(word),
    startedAt: timeOf(result.begin_time),
    endedAt: timeOf(result.end_time),
    run: textOf(result.function_execution_id),
    failedHosts: failedHostsOf(result.output),
  };
}

function describe(node: Json | undefined, id: string): Pick<NodeState, "id" | "name" | "kind"> {
  return { id, name: textOf(node?.name), kind: node === undefined ? "unknown" : kindOf(node) };
}

/** Examples of the vendor mark a pause node in three ways. */
function kindOf(node: Json): NodeState["kind"] {
  const marks = [node.category, objectOf(node.metadata).type, node.task_name].map((mark) => textOf(mark)?.toLowerCase());
  return marks.some((mark) => mark === "pause" || mark === "cms::pause") ? "pause" : "operation";
}
