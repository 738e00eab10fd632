import { type Client, createClient } from "@aom-workflow/client";
import { type Fault, type OperatorAction, type Simulator, startSimulator, type WorkflowSeed } from "@aom-workflow/mock";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectId, token } from "../fixtures/stopped-node.ts";

/** `RUNS=20000 pnpm --filter @aom-workflow/contract-tests exec vitest run resolve` is the large run. */
const numRuns = Number(process.env.RUNS ?? 60);

const work = { takes: 10, hosts: [{ name: "h" }] };
const pause = { kind: "pause" } as const;
const workflows: WorkflowSeed[] = [
  {
    id: "stubborn",
    name: "stubborn",
    nodes: [
      { ...work, id: "a" },
      { ...work, id: "b", ends: "fail", failures: 2 },
      { ...work, id: "c", ends: "fail" },
    ],
  },
  {
    id: "paused",
    name: "paused",
    stopTakes: 20,
    nodes: [
      { ...pause, id: "a" },
      { ...work, id: "b" },
      { ...pause, id: "c" },
    ],
  },
  {
    id: "mixed",
    name: "mixed",
    nodes: [
      { ...work, id: "a", ends: "fail", failures: 1 },
      { ...pause, id: "b" },
      { ...work, id: "c", ends: ["h"], ignoreError: true },
    ],
  },
  { id: "short", name: "short", queuedFor: 10, nodes: [{ ...work, id: "a", ends: "fail" }] },
];

let simulator: Simulator;
let aom: Client;
/** What strikes the next action, and what somebody else does just before it arrives. */
let fault: Fault | undefined;
let interference: (() => void) | undefined;

beforeAll(async () => {
  simulator = await startSimulator({ seed: { workflows }, faults: () => fault ?? { kind: "none" } });
  aom = createClient({
    endpoint: simulator.url,
    projectId,
    auth: token,
    retry: false,
    timeout: 5000,
    hooks: {
      onAttemptStart({ method }) {
        if (method === "POST") interference?.();
      },
    },
  });
});
afterAll(() => simulator.close());

const nodeId = fc.constantFrom("here", "here", "here", "a", "b", "c");
const operator = fc.oneof(
  fc.record({ action: fc.constantFrom("restart", "skip", "continue"), nodeId }),
  fc.record({ action: fc.constantFrom("stop") }),
);
const advance = fc.constantFrom(0, 1, 10, 30);
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("advance" as const), advance }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("operator" as const), operator }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("call" as const),
      action: fc.constantFrom("restart", "skip", "continue", "stopExecution"),
      nodeId,
      check: fc.boolean(),
      wait: fc.boolean(),
      /** Before the request is read, after it was acted on, or in the answer. */
      fault: fc.constantFrom<Fault["kind"][]>(
        "none",
        "reset-before-reading",
        "reset-after-reading",
        "close-after-reading",
        "close-mid-body",
        "truncated-json",
        "html",
      ),
      before: fc.option(operator),
      after: fc.array(fc.oneof(operator, fc.record({ advance })), { maxLength: 2 }),
    }),
  },
);

type Call = Extract<typeof step extends fc.Arbitrary<infer Step> ? Step : never, { kind: "call" }>;

const counts = { done: 0, applied: 0, unknown: 0, refused: 0, sequences: 0 };

test(
  `nothing that the client says of an action is against what really happened (${numRuns} sequences)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...workflows), fc.array(step, { maxLength: 8 }), async (workflow, steps) => {
        const executionId = simulator.act({ action: "execute", workflowId: workflow.id }) as string;
        simulator.advance(40);
        for (const each of steps) {
          if (each.kind === "advance") simulator.advance(each.advance);
          else if (each.kind === "operator") act(executionId, each.operator);
          else await call(workflow.id, executionId, each);
        }
        counts.sequences++;
        simulator.forget(executionId);
      }),
      { numRuns },
    );
    if (process.env.RUNS) process.stdout.write(`${JSON.stringify(counts)}\n`);
  },
  Math.max(30_000, numRuns * 200),
);

async function call(
  workflowId: string,
  executionId: string,
  { action, nodeId, check, wait, fault: kind, before, after }: Call,
): Promise<void> {
  const name = action as "restart";
  const word = action === "stopExecution" ? "stop" : action;
  const node = nodeId === "here" ? (look(executionId).stoppedAt[0] ?? "a") : nodeId;
  const from = look(executionId).history.length;
  const since = () =>
    look(executionId)
      .history.slice(from)
      .filter((each) => each.action === word && (word === "stop" || each.nodeId === node));
  interference = () => {
    if (before) act(executionId, before);
    fault = { kind } as Fault;
  };
  const options = { check, ...(wait && { wait: { timeout: 1, interval: 1 } }) };
  const result = await aom.safe[name]({ workflowId, executionId, nodeId: node }, options);
  [interference, fault] = [undefined, undefined];
  const isOurs = () => since().some(({ by }) => by === "request");
  if (result.ok || result.outcome !== "unknown") {
    counts[result.ok ? "done" : "refused"]++;
    expect(isOurs()).toBe(result.ok);
    return;
  }
  for (const each of after) {
    if ("advance" in each) simulator.advance(each.advance);
    else act(executionId, each);
  }
  const { outcome } = await aom.resolve(result.error, { settle: 0 });
  counts[outcome]++;
  if (outcome === "applied") expect(since()).not.toEqual([]);
}

function act(executionId: string, operator: { action: string; nodeId?: string }): void {
  const node = operator.nodeId === "here" ? look(executionId).stoppedAt[0] : operator.nodeId;
  simulator.act({ ...operator, executionId, nodeId: node } as OperatorAction);
}

function look(id: string) {
  return simulator.executions().find(({ executionId }) => executionId === id)!;
}
