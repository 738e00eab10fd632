import { anything, type Check, isObject, listOf, number, object, oneOf, optional, text, yesOrNo } from "../../options/shape.ts";
import type { ExecutionSeed, HostSeed, PauseNode, ReadingSeed, SimulatorSeed, WorkflowSeed, WorkingNode } from "./seed.ts";

type Replica = NonNullable<ReadingSeed["replica"]>;

const words = listOf(text);
const host = object<HostSeed>({ name: text, id: optional(text), ip: optional(text), log: optional(text) });
const pauseNode = object<PauseNode>({ id: text, name: optional(text), kind: oneOf("pause"), after: optional(words) });

const workingNode = object<WorkingNode>({
  id: text,
  name: optional(text),
  kind: optional(oneOf("work", "pause")),
  after: optional(words),
  takes: optional(number),
  hosts: optional(listOf(host)),
  ends: optional((value, name, at) => (Array.isArray(value) ? words(value, name, at) : oneOf("success", "fail")(value, name, at))),
  failures: optional(number),
  retries: optional(object<NonNullable<WorkingNode["retries"]>>({ times: number, after: number })),
  ignoreError: optional(yesOrNo),
});

const node: Check = (value, name, at) =>
  (isObject(value) && "kind" in value && value.kind === "pause" ? pauseNode : workingNode)(value, name, at);

const execution = object<ExecutionSeed>({ id: optional(text), ago: number, startedBy: optional(text), nodes: optional(listOf(node)) });

const reads = object<ReadingSeed>({
  order: optional(oneOf("oldest-first", "newest-first", "changing")),
  runs: optional(oneOf("latest", "all")),
  lag: optional(object<NonNullable<ReadingSeed["lag"]>>({ readings: number, shows: oneOf("word", "no-node", "no-status", "old-run") })),
  replica: optional(
    object<Replica>({
      every: number,
      behind: object<{ ms?: number; actions?: number }>({ ms: optional(number), actions: optional(number) }),
    }),
  ),
  mixedUp: optional(object<NonNullable<ReadingSeed["mixedUp"]>>({ every: number })),
});

const workflow = object<WorkflowSeed>({
  id: text,
  name: text,
  description: optional(text),
  type: optional(oneOf("cron", "event", "manual")),
  tags: optional(anything),
  createdBy: optional(text),
  madeAgo: optional(number),
  enterpriseProjectId: optional(text),
  approval: optional(anything),
  queuedFor: optional(number),
  stopTakes: optional(number),
  endsWhileStopping: optional(yesOrNo),
  failsAtOnce: optional(yesOrNo),
  skippedSays: optional(oneOf("success", "fail")),
  actsLate: optional(number),
  reads: optional(reads),
  nodes: listOf(node),
  executions: optional(listOf(execution)),
});

/** What a seed may have, for those who write in JavaScript. */
export const seedShape = object<SimulatorSeed>({ workflows: listOf(workflow) });
