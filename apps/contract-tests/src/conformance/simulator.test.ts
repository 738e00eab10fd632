import { type OperatorAction, type Simulator, startSimulator, type WorkflowSeed } from "@aom-workflow/mock";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

const hosts = [{ name: "h" }];
const node = { takes: 10, hosts };
const workflows: WorkflowSeed[] = [
  { id: "plain", name: "plain", nodes: ["a", "b", "c"].map((id) => ({ ...node, id })) },
  {
    id: "stubborn",
    name: "stubborn",
    nodes: [
      { ...node, id: "a" },
      { ...node, id: "b", ends: "fail", failures: 2 },
      { ...node, id: "c" },
    ],
  },
  {
    id: "hopeless",
    name: "hopeless",
    queuedFor: 10,
    nodes: [
      { ...node, id: "a", ends: "fail" },
      { id: "b", kind: "pause" },
    ],
  },
  {
    id: "careless",
    name: "careless",
    nodes: [
      { ...node, id: "a", ends: ["h"], ignoreError: true },
      { id: "b", kind: "pause" },
    ],
  },
  {
    id: "approved",
    name: "approved",
    approval: "by-hand",
    stopTakes: 20,
    nodes: [
      { id: "a", kind: "pause" },
      { ...node, id: "b" },
    ],
  },
];
const words = ["waitApproval", "approvalFailed", "waitExecute", "running", "pausing", "fail", "success", "canceling", "cancel"];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: { workflows } });
});
afterAll(() => simulator.close());

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ action: fc.constantFrom("restart", "skip", "continue"), nodeId: fc.constantFrom("here", "a", "b", "c") }),
  },
  { weight: 1, arbitrary: fc.record({ action: fc.constantFrom("stop", "approve", "reject") }) },
  { weight: 3, arbitrary: fc.record({ advance: fc.constantFrom(0, 1, 10, 25, 100) }) },
);

// It catches a node that begins without anybody's doing or is skipped on its own, and a refusal that leaves traces;
// it cannot catch an action that is possible in the wrong state: the table of the mock's own tests does.
test("whatever is done to an execution and whenever, each node has begun as often as its history says", () => {
  fc.assert(
    fc.property(fc.constantFrom(...workflows), fc.array(step, { maxLength: 20 }), (workflow, steps) => {
      const executionId = simulator.act({ action: "execute", workflowId: workflow.id }) as string;
      for (const one of steps) {
        const before = look(executionId);
        if ("advance" in one) simulator.advance(one.advance);
        else {
          const named = "nodeId" in one && workflow.nodes.some(({ id }) => id === one.nodeId) ? one.nodeId : (before.stoppedAt[0] ?? "a");
          const nodeId = "nodeId" in one ? named : undefined;
          const applied = simulator.act({ ...one, executionId, nodeId } as OperatorAction);
          if (applied === undefined) expect(look(executionId)).toEqual(before);
          else expect(look(executionId).history).toHaveLength(before.history.length + 1);
        }
        const { nodes, begun, history, status } = look(executionId);
        expect(words).toContain(status);
        const restarts = (id: string) => history.filter(({ action, nodeId }) => action === "restart" && nodeId === id).length;
        expect(nodes.map(({ nodeId }) => nodeId).toSorted()).toEqual(workflow.nodes.slice(0, nodes.length).map(({ id }) => id));
        expect(begun).toEqual(Object.fromEntries(nodes.map(({ nodeId }) => [nodeId, 1 + restarts(nodeId)])));
      }
      simulator.forget(executionId);
    }),
    { numRuns: 300 },
  );
});

function look(id: string) {
  const found = simulator.executions().find(({ executionId }) => executionId === id);
  expect(found).toBeDefined();
  return found as NonNullable<typeof found>;
}
