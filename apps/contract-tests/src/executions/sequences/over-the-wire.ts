import { createClient } from "@aom-workflow/client";
import { type Fault, type SimulatedExecution, type Simulator, startSimulator } from "@aom-workflow/mock";
import { projectId, token } from "../../fixtures/stopped-node.ts";
import { type Quirk, type Shape, shapes, workflowsOf } from "./scenarios.ts";
import { newRecording, nodeOf, type Service } from "./service.ts";
import type { CallStep, Operator, Sequence } from "./steps.ts";

/** How much of the simulator's time each exchange takes: so the client waits for minutes in milliseconds. */
const exchangeMs = 1_000;

const faults: Readonly<Record<CallStep["fault"] | CallStep["readings"][number], Fault>> = {
  none: { kind: "none" },
  lost: { kind: "reset-after-reading" },
  "lost-after": { kind: "close-after-reading" },
  "lost-before": { kind: "reset-before-reading" },
  refused: { kind: "close-before-reading" },
  hang: { kind: "hang" },
  "late-answer": { kind: "delay", ms: 5 },
  "404": { kind: "json", status: 404, value: { error_code: "AOM.31001306", error_msg: "scripted" } },
  "500": { kind: "json", status: 500, value: { error_code: "AOM.31001405", error_msg: "scripted" } },
  "500-undone": { kind: "html", status: 502 },
  "429": { kind: "throttled", retryAfter: "0" },
  "503": { kind: "gateway-unavailable" },
};

/** Of the quirks of a sequence, the first of these. */
const played: readonly Quirk[] = ["lag-word", "any-order", "replica-seconds", "acts-late", "mixed-up"];

/** What is still to happen during a call. */
interface Script {
  readonly fault: CallStep["fault"];
  readonly readings: readonly CallStep["readings"][number][];
  readonly others: readonly CallStep["others"][number][];
}

/** A running simulator, and a service for each sequence. */
export interface Wire {
  serve(sequence: Sequence): Service;
  close(): Promise<void>;
}

/** The simulator behind its server, and the client with its own transport. Each sequence has one quirk at most. */
export async function overTheWire(): Promise<Wire> {
  const [, other] = workflowsOf("other", "line", []);
  const workflows = (Object.keys(shapes) as Shape[]).flatMap((shape) =>
    ["plain" as const, ...played].map((quirk) => workflowsOf(`${shape}-${quirk}`, shape, quirk === "plain" ? [] : [quirk])[0]!),
  );
  let current: Fault = faults.none;
  let exchanged: (record: { readonly method: string; readonly status: number | undefined; readonly isProcessed: boolean }) => void =
    () => {};
  const simulator: Simulator = await startSimulator({
    seed: { workflows: [...workflows, other!] },
    faults: () => current,
    onExchange: ({ method, status, mayHaveBeenProcessed: isProcessed }) => exchanged({ method, status, isProcessed }),
  });

  function serve({ shape, quirks }: Sequence): Service {
    const workflowId = `${shape}-${quirks.find((quirk) => played.includes(quirk)) ?? "plain"}`;
    const executionId = simulator.act({ action: "execute", workflowId })!;
    const { actsLate: late = 0, nodes } = workflows.find(({ id }) => id === workflowId)!;
    let recording = newRecording();
    let script: Script = { fault: "none", readings: [], others: [] };
    let before: SimulatedExecution | undefined;
    let passed = 0;

    const look = () => simulator.executions().find((each) => each.executionId === executionId)!;
    const see = () => void recording.seen.push({ at: simulator.now(), execution: look() });
    function operate(operator: Operator): void {
      see();
      const nodeId = "nodeId" in operator ? nodeOf(operator.nodeId, look()) : undefined;
      // The service would refuse a node that the workflow does not have.
      if (nodeId === undefined || nodes.some(({ id }) => id === nodeId))
        simulator.act({ action: operator.action, executionId, ...(nodeId && { nodeId }) } as Parameters<Simulator["act"]>[0]);
      see();
    }

    exchanged = ({ method, status, isProcessed }) => {
      see();
      const isLost = current.kind === "close-after-reading" || current.kind === "hang";
      if (method === "POST" && before) recording.posts.push({ isProcessed, actsAt: simulator.now() + (isLost ? late : 0), before });
      if (method === "GET") recording.readings.push(status ?? 0);
      simulator.advance(exchangeMs);
      passed += exchangeMs;
      for (const { operator } of script.others.filter(({ after }) => after < passed)) operate(operator);
      script = { ...script, others: script.others.filter(({ after }) => after >= passed) };
      see();
    };
    const aom = createClient({
      endpoint: simulator.url,
      projectId,
      auth: token,
      timeout: 50,
      retry: { initialDelayMs: 1, maxDelayMs: 2 },
      hooks: {
        onAttemptStart({ method }) {
          before = look();
          const [reading = "none", ...readings] = script.readings;
          current = faults[method === "POST" ? script.fault : reading];
          script = method === "POST" ? { ...script, fault: "none" } : { ...script, readings };
        },
      },
    });
    return {
      aom,
      ids: { workflowId, executionId },
      waitFor: (ms) => ({ timeout: ms / 400, interval: 1 }),
      settleFor: (ms) => ms / 1000,
      look,
      operate,
      pass: (ms) => simulator.advance(ms),
      async during(step, record, work) {
        recording = record;
        script = step;
        passed = 0;
        see();
        await work();
        see();
      },
    };
  }
  return { serve, close: () => simulator.close() };
}
