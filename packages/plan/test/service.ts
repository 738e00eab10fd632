import type { Client } from "@aom-workflow/client";
import type { PlannedAction } from "../src/journal/action.ts";
import type { Plan } from "../src/plan/plan.ts";
import { contractVersion } from "../src/plan/plan-text.ts";
import type { Process } from "./machine.ts";

export const target = { endpoint: "https://aom.example.com", projectId: "0".repeat(32) };

const begun = Date.UTC(2026, 0, 1);

/** How the service handles a request: acts and says so, only says so, acts and its response is lost, acts later, never acts, or refuses; or acts, and the node fails again. */
export type Deed = "acts" | "confirms" | "loses" | "late" | "never" | "refuses" | "fails";

interface Execution {
  runs: number;
  word: "fail" | "executing";
  /** Requests that reached the service for each run of the node. */
  readonly requests: Map<number, number>;
  /** Runs that were ended by a request of ours, not by somebody else. */
  readonly acted: Set<number>;
}

/** A service that restarts failed executions, and records what really reached it. */
export class Service {
  readonly executions = new Map<string, Execution>();
  readonly deeds: Deed[];
  /** What was sent after the disk had failed without being claimed before. */
  readonly unsafe: string[] = [];
  /** When the first runs began, in milliseconds since 1970. */
  startedAt = begun + 1;
  #late: (() => void)[] = [];

  constructor(count: number, deeds: readonly Deed[] = ["acts"]) {
    this.deeds = [...deeds];
    for (let index = 0; index < count; index++)
      this.executions.set(`execution-${index}`, { runs: 1, word: "fail", requests: new Map(), acted: new Set() });
  }

  /** Somebody else restarts it. */
  operate(executionId: string): void {
    const execution = this.#of(executionId);
    if (execution.word !== "fail") return;
    execution.runs++;
    execution.word = "executing";
  }

  /** Does now what was late. */
  catchUp(): void {
    for (const act of this.#late.splice(0)) act();
  }

  /** The most often that any action reached the service. */
  get mostRequests(): number {
    return Math.max(0, ...this.#counts());
  }

  /** How many requests reached the service. */
  get requests(): number {
    return this.#counts().reduce((sum, count) => sum + count, 0);
  }

  /** A client of a process: each request is one of its steps. */
  client(process: Process): Client {
    const safe = {
      getExecution: async ({ executionId }: { executionId: string }) => {
        if (process.isDead) throw new Error("The process has ended.");
        return { ok: true, data: this.#answer(executionId), headers: {} };
      },
      restart: async ({ executionId }: { executionId: string }, { mayBeSent }: { mayBeSent?: () => boolean }) => {
        await undefined;
        if (mayBeSent?.() === false) return { ok: false, error: { outcome: "not-sent", summary: "Not sent.", code: "connection" } };
        if (process.safeThen?.includes(executionId) === false) this.unsafe.push(executionId);
        let result: unknown;
        process.step("send", () => {
          result = this.#restart(executionId);
        });
        return result;
      },
    };
    return { safe } as unknown as Client;
  }

  #counts(): readonly number[] {
    return [...this.executions.values()].flatMap(({ requests }) => [...requests.values()]);
  }

  #restart(executionId: string): unknown {
    const execution = this.#of(executionId);
    const run = execution.runs;
    execution.requests.set(run, (execution.requests.get(run) ?? 0) + 1);
    const deed = this.deeds[Number(executionId.split("-")[1]) % this.deeds.length] as Deed;
    const act = () => {
      if (execution.runs !== run) return;
      execution.acted.add(run);
      execution.runs++;
      execution.word = "executing";
    };
    const unknown = { ok: false, error: { outcome: "unknown", summary: "The connection was lost.", code: "connection" } };
    switch (deed) {
      case "fails":
        execution.runs++;
        return { ok: true };
      case "acts":
        act();
        return { ok: true };
      case "confirms":
        return { ok: true };
      case "loses":
        act();
        return unknown;
      case "late":
        this.#late.push(act);
        return unknown;
      case "never":
        return unknown;
      case "refuses":
        return { ok: false, error: { outcome: "rejected", summary: "It cannot be restarted.", code: "http", status: 400 } };
    }
  }

  #answer(executionId: string): unknown {
    const { runs, word } = this.#of(executionId);
    const results = Array.from({ length: runs }, (_, run) => ({
      node_id: "deploy",
      // A node that was restarted succeeds at once, and the next one runs.
      status: run === runs - 1 && word === "executing" ? "success" : "fail",
      function_execution_id: `${executionId}-run-${run + 1}`,
      begin_time: this.startedAt + run,
    }));
    const next = word === "executing" ? [{ node_id: "check", status: "executing", function_execution_id: `${executionId}-check` }] : [];
    return { workflow_id: "workflow", execution_id: executionId, status: word, execution_result_list: [...results, ...next] };
  }

  #of(executionId: string): Execution {
    const execution = this.executions.get(executionId);
    if (execution === undefined) throw new Error(`There is no ${executionId}.`);
    return execution;
  }
}

/** A plan to restart each execution of a service in its initial state. */
export function planFor(service: Service, journal: string, id = "plan1"): Plan {
  const actions = [...service.executions.keys()].map((executionId): PlannedAction => {
    const runs = [{ id: `${executionId}-run-1`, startedAt: begun + 1 }];
    const seen = { word: "fail", nodeWord: "fail", isPause: false, onHosts: false, runs, readAt: undefined };
    return { action: "restart", workflowId: "workflow", executionId, nodeId: "deploy", seen, generation: 1 };
  });
  const about = { selection: "all", reason: "INC-1", madeAt: "2026-01-01T00:00:00.000Z", digest: "", contract: contractVersion };
  const header = { schema: "aom-workflow-plan", version: 1, id, ...target, who: "me", journal, actions: actions.length, ...about } as const;
  return { header, actions };
}
