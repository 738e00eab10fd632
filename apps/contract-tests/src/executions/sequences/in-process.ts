import { createClient, NotSentError, type Transport } from "@aom-workflow/client";
import type { SimulatedExecution } from "@aom-workflow/mock";
import type { Reply } from "../../../../../packages/mock/src/answer/reply.ts";
import { snapshot } from "../../../../../packages/mock/src/simulator/snapshot.ts";
import { answer } from "../../../../../packages/mock/src/simulator/wire/answer.ts";
import { executionDetail } from "../../../../../packages/mock/src/simulator/wire/execution.ts";
import { World } from "../../../../../packages/mock/src/simulator/world/world.ts";
import { projectId, token } from "../../fixtures/stopped-node.ts";
import { workflowsOf } from "./scenarios.ts";
import { newRecording, nodeOf, type Service } from "./service.ts";
import type { CallStep, Operator, Sequence } from "./steps.ts";
import type { VirtualTime } from "./virtual-time.ts";

const latency = 20;

/** The simulator's world, called by the client's transport without a server in between, in virtual time. */
export function inProcess({ quirks, shape, clockAhead }: Sequence, time: VirtualTime): Service {
  const epoch = Date.UTC(2026, 0, 1) - Math.floor(time.now);
  const now = () => epoch + Math.floor(time.now);
  const workflows = workflowsOf("w", shape, quirks);
  const world = new World({ workflows }, now());
  const { id } = world.execute("w", now(), "seed")!;
  const late = workflows[0]?.actsLate ?? 0;
  let recording = newRecording();
  let faults: { action: CallStep["fault"]; readings: CallStep["readings"] } = { action: "none", readings: [] };

  const look = (): SimulatedExecution => snapshot(world.execution(id, now())!);
  const see = () => void recording.seen.push({ at: now(), execution: look() });
  function operate(operator: Operator): void {
    see();
    const nodeId = "nodeId" in operator ? nodeOf(operator.nodeId, look()) : undefined;
    world.act(id, { action: operator.action, nodeId, by: "operator" }, now());
    see();
  }

  const transport: Transport = async ({ method, url }, { signal }) => {
    const answered = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
    answered.catch(() => {});
    await Promise.race([time.sleep(latency), answered]);
    const { status, text, takes } = method === "POST" ? post(url) : get();
    if (status === undefined && takes === 0) throw new Error("The connection was lost.");
    await Promise.race([time.sleep(takes), answered]);
    return { status: status ?? 0, headers: { "content-type": "application/json", date: new Date(now() + clockAhead).toUTCString() }, text };
  };

  function act(url: string, isLost: boolean): Plain {
    const { pathname, searchParams: query } = new URL(url);
    const operationId = pathname.endsWith("/terminate") ? "StopExecution" : "StartPausingWorkflowExecutions";
    const path = { workflow_id: "w", execution_id: id };
    const { status, body } = answer({ operationId, permission: "", path, query, body: undefined }, world, now(), isLost) as Reply;
    return { status, text: JSON.stringify(body), takes: latency };
  }

  function read(): Plain {
    const reading = world.read(id, now())!;
    if (reading.execution.id === id) recording.seen.push({ at: now(), execution: snapshot(reading.execution) });
    return { status: 200, text: JSON.stringify(executionDetail(reading, world.began)), takes: latency };
  }

  function post(url: string): Plain {
    const { action: fault } = faults;
    faults = { ...faults, action: "none" };
    see();
    const before = look();
    const isProcessed = !isNotProcessed.has(fault);
    const isLost = fault === "lost-after" || fault === "hang";
    const given = isProcessed && fault !== "500-undone" ? act(url, isLost) : undefined;
    recording.posts.push({ isProcessed, actsAt: now() + (isLost ? late : 0), before });
    see();
    if (fault === "refused") throw new NotSentError(new Error("ECONNREFUSED"));
    return damaged(fault, given);
  }

  function get(): Plain {
    const [fault = "none", ...readings] = faults.readings;
    faults = { ...faults, readings };
    see();
    const given = damaged(fault, fault === "none" || fault === "late-answer" ? read() : undefined);
    recording.readings.push(given.status ?? 0);
    return given;
  }

  return {
    aom: createClient({ endpoint: "http://127.0.0.1:9", projectId, auth: token, transport }),
    ids: { workflowId: "w", executionId: id },
    waitFor: (timeout) => ({ timeout }),
    settleFor: (ms) => ms,
    look,
    operate,
    pass: (ms) => time.pass(ms),
    async during(step, record, work) {
      recording = record;
      faults = { action: step.fault, readings: step.readings };
      see();
      for (const { after, operator } of step.others) time.later(after, () => operate(operator));
      await time.until(work());
      see();
    },
  };
}

interface Plain {
  readonly status: number | undefined;
  readonly text: string;
  /** Milliseconds until it is there; without a status and 0, the connection is lost. */
  readonly takes: number;
}

const isNotProcessed = new Set<CallStep["fault"]>(["refused", "lost-before", "429", "503"]);

function damaged(fault: CallStep["fault"] | CallStep["readings"][number], given: Plain | undefined): Plain {
  const error = (status: number, error_code: string): Plain => ({
    status,
    text: JSON.stringify({ error_code, error_msg: "scripted" }),
    takes: latency,
  });
  switch (fault) {
    case "none":
      return given!;
    case "late-answer":
      return { ...given!, takes: 9_000 };
    case "404":
      return error(404, "AOM.31001306");
    case "500":
    case "500-undone":
      return error(500, "AOM.31001405");
    case "429":
      return error(429, "APIGW.0308");
    case "503":
      return error(503, "APIGW.0613");
    case "hang":
      return { status: undefined, text: "", takes: 3_600_000 };
    default:
      return { status: undefined, text: "", takes: 0 };
  }
}
