import {
  anything,
  type Check,
  count,
  isObject,
  listOf,
  object,
  oneOf,
  optional,
  spanMs,
  text,
  word,
  yesOrNo,
} from "../../options/shape.ts";
import type { ExecutionSeed, HostSeed, PauseNode, ReadingSeed, SimulatorSeed, WorkflowSeed, WorkingNode } from "./seed.ts";

type Replica = NonNullable<ReadingSeed["replica"]>;
type Approval = Exclude<NonNullable<WorkflowSeed["approval"]>, string>;

const words = listOf(word);
const byHandOr = object<Approval>({ after: spanMs, approved: yesOrNo });
const approval: Check = (value, name, at) => (value === "by-hand" ? undefined : byHandOr(value, `${name}, unless "by-hand",`, at));
const behindByTime = object<{ ms: number }>({ ms: spanMs });
const behindByActions = object<{ actions: number }>({ actions: count });
const host = object<HostSeed>({ name: word, id: optional(word), ip: optional(word), log: optional(text) });
const pauseNode = object<PauseNode>({ id: word, name: optional(word), kind: oneOf("pause"), after: optional(words) });

const workingNode = object<WorkingNode>({
  id: word,
  name: optional(word),
  kind: optional(oneOf("work", "pause")),
  after: optional(words),
  takes: optional(spanMs),
  hosts: optional(listOf(host)),
  ends: optional((value, name, at) => (Array.isArray(value) ? words(value, name, at) : oneOf("success", "fail")(value, name, at))),
  failures: optional(count),
  retries: optional(object<NonNullable<WorkingNode["retries"]>>({ times: count, after: spanMs })),
  ignoreError: optional(yesOrNo),
});

const node: Check = (value, name, at) =>
  (isObject(value) && "kind" in value && value.kind === "pause" ? pauseNode : workingNode)(value, name, at);

const execution = object<ExecutionSeed>({ id: optional(word), ago: spanMs, startedBy: optional(word), nodes: optional(listOf(node)) });

const reads = object<ReadingSeed>({
  order: optional(oneOf("oldest-first", "newest-first", "changing")),
  runs: optional(oneOf("latest", "all")),
  lag: optional(object<NonNullable<ReadingSeed["lag"]>>({ readings: count, shows: oneOf("word", "no-node", "no-status", "old-run") })),
  replica: optional(
    object<Replica>({
      every: count,
      behind: (value, name, at) => (isObject(value) && "ms" in value ? behindByTime : behindByActions)(value, name, at),
    }),
  ),
  mixedUp: optional(object<NonNullable<ReadingSeed["mixedUp"]>>({ every: count })),
});

const workflow = object<WorkflowSeed>({
  id: word,
  name: word,
  description: optional(text),
  type: optional(oneOf("cron", "event", "manual")),
  tags: optional(anything),
  createdBy: optional(word),
  madeAgo: optional(spanMs),
  enterpriseProjectId: optional(word),
  approval: optional(approval),
  queuedFor: optional(spanMs),
  stopTakes: optional(spanMs),
  endsWhileStopping: optional(yesOrNo),
  failsAtOnce: optional(yesOrNo),
  skippedSays: optional(oneOf("success", "fail")),
  actsLate: optional(spanMs),
  reads: optional(reads),
  nodes: listOf(node),
  executions: optional(listOf(execution)),
});

/** The properties of a seed, checked for tests in JavaScript. */
export const seedShape = object<SimulatorSeed>({ workflows: listOf(workflow) });
