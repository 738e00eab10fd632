import type { NodeSeed, WorkflowSeed } from "@aom-workflow/mock";

const hosts = [{ name: "h" }];
const work = { takes: 3_000, hosts };
const pause = { kind: "pause" } as const;

/** What executions look like. In all of them the node ids are `a` to `e`. */
export const shapes = {
  line: [
    { ...work, id: "a" },
    { ...work, id: "b", ends: "fail", failures: 2 },
    { ...work, id: "c", ends: "fail", failures: 1 },
  ],
  hopeless: [
    { ...work, id: "a", ends: "fail" },
    { ...work, id: "b" },
  ],
  last: [{ ...work, id: "a", ends: "fail", failures: 1 }],
  quick: [
    { id: "a", takes: 200, ends: "fail", failures: 2 },
    { id: "b", takes: 200 },
  ],
  paused: [
    { ...pause, id: "a" },
    { ...work, id: "b" },
    { ...pause, id: "c" },
  ],
  mixed: [
    { ...work, id: "a", ends: "fail", failures: 1 },
    { ...pause, id: "b" },
    { ...work, id: "c" },
  ],
  careless: [
    { ...work, id: "a", ends: ["h"], failures: 2, ignoreError: true },
    { ...work, id: "b", ends: "fail", failures: 1 },
    { ...work, id: "c" },
  ],
  carelessLast: [{ ...work, id: "a", ends: ["h"], failures: 2, ignoreError: true }],
  branches: [
    { ...work, id: "a", ends: "fail", failures: 1 },
    { ...work, id: "b", after: [], takes: 20_000 },
    { ...work, id: "c", after: ["b"], takes: 5_000 },
    { ...work, id: "d", after: ["a"] },
    { ...work, id: "e", after: ["c", "d"] },
  ],
  twoFail: [
    { ...work, id: "a", ends: "fail", failures: 1 },
    { ...work, id: "b", after: [], takes: 5_000, ends: "fail", failures: 2 },
    { ...work, id: "c", after: ["a", "b"] },
  ],
  failAndPause: [
    { ...work, id: "a", ends: "fail", failures: 1 },
    { ...pause, id: "b", after: [] },
    { ...work, id: "c", after: ["b"], takes: 10_000 },
    { ...work, id: "d", after: ["a", "c"] },
  ],
} as const satisfies Readonly<Record<string, readonly NodeSeed[]>>;

export type Shape = keyof typeof shapes;

/** What the service does otherwise than in the plain case; a sequence combines some. */
export const quirks = {
  "newest-first": { reads: { order: "newest-first", runs: "all" } },
  "any-order": { reads: { order: "changing", runs: "all" } },
  "fails-at-once": { failsAtOnce: true },
  "skips-unmarked": { skippedSays: "fail" },
  "lag-word": { reads: { lag: { readings: 3, shows: "word" } } },
  "lag-no-node": { reads: { lag: { readings: 2, shows: "no-node" } } },
  "lag-no-status": { reads: { lag: { readings: 3, shows: "no-status" } } },
  "lag-old-run": { reads: { lag: { readings: 3, shows: "old-run" } } },
  "replica-seconds": { reads: { replica: { every: 2, behind: { ms: 8_000 } } } },
  "replica-actions": { reads: { replica: { every: 2, behind: { actions: 1 } } } },
  "replica-rarely": { reads: { replica: { every: 3, behind: { actions: 2 } } } },
  "service-retries": {},
  "acts-late": { actsLate: 9_700 },
  "acts-minutes-late": { actsLate: 200_000 },
  "stop-races": { endsWhileStopping: true, stopTakes: 4_000 },
  "mixed-up": { reads: { mixedUp: { every: 2 } } },
  "mixed-up-rarely": { reads: { mixedUp: { every: 3 } } },
} as const satisfies Readonly<Record<string, Partial<WorkflowSeed>>>;

export type Quirk = keyof typeof quirks;

/** A workflow of this shape, and another one, which a cache may mix up with it. */
export function workflowsOf(id: string, shape: Shape, named: readonly Quirk[]): readonly WorkflowSeed[] {
  const retries = named.includes("service-retries") && { retries: { times: 1, after: 2_000 } };
  const nodes = (name: Shape): readonly NodeSeed[] =>
    shapes[name].map((node: NodeSeed) => (node.kind === "pause" ? node : { ...node, ...retries }));
  const chosen: readonly Partial<WorkflowSeed>[] = named.map((name) => quirks[name]);
  const reads = Object.assign({}, ...chosen.map((each) => each.reads));
  return [
    { id, name: id, ...Object.assign({}, ...chosen), reads, nodes: nodes(shape) },
    { id: `other-${id}`, name: "other", nodes: nodes(shape === "last" ? "hopeless" : "last"), executions: [{ ago: 50_000 }] },
  ];
}
