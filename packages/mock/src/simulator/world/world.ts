import { type Asked, act } from "./act.ts";
import { type Actor, type Execution, newExecution } from "./execution.ts";
import { settle } from "./progress.ts";
import { type Reading, read, type Version } from "./reading.ts";
import { checkSeed, type SimulatorSeed, type WorkflowSeed } from "./seed.ts";

/** Everything about one execution. */
interface Known {
  readonly versions: Version[];
  /** Actions that will be applied later, and when. */
  readonly late: { readonly asked: Asked; readonly at: number }[];
  readings: number;
}

/**
 * Workflows and their executions in memory. It has no clock: the caller passes the time, and an execution catches up when it is
 * read, so that ten thousand of them cost nothing until then.
 */
export class World {
  /** When it began, in milliseconds since 1970 (UTC). */
  readonly began: number;
  readonly workflows: ReadonlyMap<string, WorkflowSeed>;
  readonly #executions = new Map<string, Known>();
  /** Ids by workflow, oldest first. */
  readonly #ids = new Map<string, string[]>();
  /** Workflows whose schedule is disabled. */
  readonly #idle = new Set<string>();
  #lastId = 0;

  constructor(seed: SimulatorSeed, began: number) {
    checkSeed(seed);
    this.began = began;
    this.workflows = new Map(seed.workflows.map((workflow) => [workflow.id, workflow]));
    for (const workflow of seed.workflows) {
      const oldestFirst = [...(workflow.executions ?? [])].sort((one, other) => other.ago - one.ago);
      for (const execution of oldestFirst) {
        this.#add(newExecution(execution.id ?? this.#newId(), workflow, began - execution.ago, "seed", execution));
      }
    }
  }

  /** Starts a new execution, if there is such a workflow. */
  execute(workflowId: string, now: number, by: Actor): Execution | undefined {
    const workflow = this.workflows.get(workflowId);
    if (workflow === undefined) return undefined;
    const execution = newExecution(this.#newId(), workflow, now, by);
    this.#add(execution);
    return this.execution(execution.id, now);
  }

  /** Enables or disables the schedule of a workflow. */
  setSchedule(workflowId: string, isEnabled: boolean): void {
    if (isEnabled) this.#idle.delete(workflowId);
    else this.#idle.add(workflowId);
  }

  /** Whether the schedule of a workflow is enabled; nothing if it has none. */
  isScheduled({ id, type }: WorkflowSeed): boolean | undefined {
    return type === "cron" ? !this.#idle.has(id) : undefined;
  }

  /** The current state of one execution, if it exists. */
  execution(id: string, now: number): Execution | undefined {
    const known = this.#executions.get(id);
    return known && catchUp(known, now);
  }

  /** What a read of one execution shows, if it exists. The next read may show something else. */
  read(id: string, now: number): Reading | undefined {
    const known = this.#executions.get(id);
    if (known === undefined) return undefined;
    const execution = catchUp(known, now);
    const other = execution.workflow.reads?.mixedUp && this.executions(now).find((each) => each.id !== id);
    return read(known.versions, ++known.readings, now, other);
  }

  /** The executions of a workflow as they stand now, newest first. */
  executionsOf(workflowId: string, now: number): Execution[] {
    return (this.#ids.get(workflowId) ?? []).map((id) => this.execution(id, now) as Execution).reverse();
  }

  /** The newest execution of a workflow as it stands now, if it has one. */
  latest(workflowId: string, now: number): Execution | undefined {
    const id = this.#ids.get(workflowId)?.at(-1);
    return id === undefined ? undefined : this.execution(id, now);
  }

  /** Every execution as it stands now, by workflow, newest first. */
  executions(now: number): Execution[] {
    return [...this.workflows.keys()].flatMap((id) => this.executionsOf(id, now));
  }

  /** The id of every execution. */
  get ids(): readonly string[] {
    return [...this.#executions.keys()];
  }

  /** Acts on an execution. @returns whether its state allowed it */
  act(id: string, asked: Asked, now: number): boolean {
    const known = this.#executions.get(id);
    if (known === undefined) return false;
    catchUp(known, now);
    return apply(known, asked, now);
  }

  /** Acts on an execution at a later time, if its state then allows it. */
  actLate(id: string, asked: Asked, at: number): void {
    const late = this.#executions.get(id)?.late;
    late?.push({ asked, at });
    late?.sort((one, other) => one.at - other.at);
  }

  /** Removes an execution, like a service that keeps them for a limited time. */
  forget(id: string): void {
    const workflow = this.#executions.get(id)?.versions[0]?.execution.workflow;
    if (workflow === undefined) return;
    this.#executions.delete(id);
    const ids = this.#ids.get(workflow.id) as string[];
    ids.splice(ids.indexOf(id), 1);
  }

  #add(execution: Execution): void {
    const { id, workflow, beginTime } = execution;
    this.#executions.set(id, { versions: [{ since: beginTime, readings: 0, execution, nodeId: undefined }], late: [], readings: 0 });
    const ids = this.#ids.get(workflow.id);
    if (ids === undefined) this.#ids.set(workflow.id, [id]);
    else ids.push(id);
  }

  /** An id that is the same in every run of a test, and not one from the seed. */
  #newId(): string {
    let id: string;
    do id = `00000000-0000-4000-8000-${String(++this.#lastId).padStart(12, "0")}`;
    while (this.#executions.has(id));
    return id;
  }
}

/** Applies late actions that are due, and returns the current state. */
function catchUp(known: Known, now: number): Execution {
  while ((known.late[0]?.at ?? Number.POSITIVE_INFINITY) <= now) {
    const { asked, at } = known.late.shift() as Known["late"][number];
    apply(known, asked, at);
  }
  return settle((known.versions.at(-1) as Version).execution, now);
}

function apply(known: Known, asked: Asked, now: number): boolean {
  const { execution } = known.versions.at(-1) as Version;
  const after = act(settle(execution, now), asked, now);
  if (after !== undefined) known.versions.push({ since: now, readings: known.readings, execution: after, nodeId: asked.nodeId });
  return after !== undefined;
}
