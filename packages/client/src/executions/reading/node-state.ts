import { type FailedHost, failedHostsOf } from "./failed-hosts.ts";
import { objectOf, objectsOf, textOf, timeOf } from "./lenient.ts";
import { type Meaning, meaningOf } from "./state-words.ts";

/** One run of a node: the first, or one that a restart began. */
export interface NodeRun {
  /** Id of the underlying function run, if the response has it. */
  readonly id: string | undefined;
  readonly startedAt: Date | undefined;
}

/** A node of an execution, as far as the response says: what its latest run shows. */
export interface NodeState {
  /** The `nodeId` of `restart`, `skip` and `continue`. */
  readonly id: string;
  /** Its name, if the response has the workflow with it. */
  readonly name: string | undefined;
  /** Does it only wait for a person? `unknown` if the response does not have the workflow with it. */
  readonly kind: "operation" | "pause" | "unknown";
  /** Its state as the vendor says it; nothing for a node that has not begun. */
  readonly word: string | undefined;
  readonly meaning: Meaning | "not-begun";
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  /** Every run of it that the response has, in order of time; the last one is the latest. */
  readonly runs: readonly NodeRun[];
  /** Hosts and workloads on which it failed. A node may say success although some did. */
  readonly failedHosts: readonly FailedHost[];
}

type Json = Readonly<Record<string, unknown>>;

/** The nodes that have begun, in order of time, each with all its runs. In which order the response lists them means nothing. */
export function begunNodes(results: unknown, snapshot: readonly Json[]): readonly NodeState[] {
  const byNode = new Map<string, Result[]>();
  for (const result of objectsOf(results)) {
    const id = textOf(result.node_id);
    if (id !== undefined) byNode.set(id, [...(byNode.get(id) ?? []), readResult(result)]);
  }
  return [...byNode].map(([id, runs]) => nodeOf(id, runs.toSorted(inTime), snapshot)).toSorted(inTime);
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

const nothing = { startedAt: undefined, endedAt: undefined, runs: [], failedHosts: [] };

type Result = ReturnType<typeof readResult>;

function readResult(result: Json) {
  const [run, word] = [textOf(result.function_execution_id), textOf(result.status)];
  return { run, word, startedAt: timeOf(result.begin_time), endedAt: timeOf(result.end_time), failedHosts: failedHostsOf(result.output) };
}

function nodeOf(id: string, results: readonly Result[], snapshot: readonly Json[]): NodeState {
  const { run: _, ...latest } = results.at(-1) as Result;
  const planned = snapshot.find((node) => node.id === id);
  const runs = results.map(({ run, startedAt }) => ({ id: run, startedAt }));
  return { ...describe(planned, id), ...latest, meaning: meaningOf(latest.word), runs };
}

/** By the time at which they began, then by that at which they ended, one that has not ended last. */
function inTime(one: Times, other: Times): number {
  const began = (one.startedAt?.getTime() ?? 0) - (other.startedAt?.getTime() ?? 0);
  return began || (one.endedAt?.getTime() ?? Number.MAX_VALUE) - (other.endedAt?.getTime() ?? Number.MAX_VALUE);
}

type Times = Pick<NodeState, "startedAt" | "endedAt">;

function describe(node: Json | undefined, id: string): Pick<NodeState, "id" | "name" | "kind"> {
  return { id, name: textOf(node?.name), kind: node === undefined ? "unknown" : kindOf(node) };
}

/** Examples of the vendor mark a pause node in three ways. */
function kindOf(node: Json): NodeState["kind"] {
  const marks = [node.category, objectOf(node.metadata).type, node.task_name].map((mark) => textOf(mark)?.toLowerCase());
  return marks.some((mark) => mark === "pause" || mark === "cms::pause") ? "pause" : "operation";
}
