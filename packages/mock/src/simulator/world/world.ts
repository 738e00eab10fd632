import { type Asked, act } from "./act.ts";
import { type Actor, type Execution, newExecution } from "./execution.ts";
import { settle } from "./progress.ts";
import { type Reading, read, type Version } from "./reading.ts";
import { checkSeed, type SimulatorSeed, type WorkflowSeed } from "./seed.ts";

/** Everything about one execution. */
interface Known {
  readonly versions: Version[];
  /** What will be acted on, and when. */
  readonly late: { readonly asked: Asked; readonly at: number }[];
  readings: number;
}

/**
 * Workflows and their executions in memory. It knows no clock: whoever asks says what time it is, and an execution catches up when it is
 * asked for, so that ten thousand of them cost nothing while nobody looks.
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

  /** Starts a new execution, unless there is no such workflow. */
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

  /** Is the schedule of a workflow enabled? Nothing where it has none. */
  isScheduled({ id, type }: WorkflowSeed): boolean | undefined {
    return type === "cron" ? !this.#idle.has(id) : undefined;
  }

  /** One execution as it stands now, unless there is none. */
  execution(id: string, now: number): Execution | undefined {
    const known = this.#executions.get(id);
    return known && catchUp(known, now);
  }

  /** What a reading of one execution shows, unless there is none. Another reading may show something else. */
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

  /** Acts on an execution; says whether it was possible. */
  act(id: string, asked: Asked, now: number): boolean {
    const known = this.#executions.get(id);
    if (known === undefined) return false;
    catchUp(known, now);
    return apply(known, asked, now);
  }

  /** Acts on an execution at a later time, where it is possible then. */
  actLate(id: string, asked: Asked, at: number): void {
    const late = this.#executions.get(id)?.late;
    late?.push({ asked, at });
    late?.sort((one, other) => one.at - other.at);
  }

  /** Loses an execution, as a service does that keeps them for a while only. */
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

  /** Ids that are the same in every run of a test, and none that a seed may have given already. */
  #newId(): string {
    let id: string;
    do id = `00000000-0000-4000-8000-${String(++this.#lastId).padStart(12, "0")}`;
    while (this.#executions.has(id));
    return id;
  }
}

/** Does what was to be done late, and gives the execution as it stands now. */
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
