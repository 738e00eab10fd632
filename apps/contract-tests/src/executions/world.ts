import { type Fault, type Simulator, startSimulator, type WorkflowSeed } from "@aom-workflow/mock";
import { afterEach } from "vitest";
import { runCli } from "../fixtures/run-cli.ts";
import { projectId } from "../fixtures/stopped-node.ts";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const hosts = [{ name: "node-1", ip: "192.0.2.10", log: "df: command not found" }];
export const quick: readonly WorkflowSeed[] = [
  {
    id: "w1",
    name: "夜间清理",
    type: "cron",
    createdBy: "li.wei",
    nodes: [
      { id: "run-script", name: "执行脚本", takes: 50, hosts, ends: "fail", failures: 1 },
      { id: "report", takes: 50 },
    ],
    executions: [{ id: "e1", ago: 1000 }],
  },
  {
    id: "w2",
    name: "hopeless",
    nodes: [
      { id: "a", takes: 50, ends: "fail" },
      { id: "b", takes: 3_600_000 },
    ],
    executions: [{ id: "e2", ago: 1000 }],
  },
  {
    id: "w3",
    name: "careful",
    nodes: [
      { id: "check", kind: "pause" },
      { id: "go", takes: 50 },
    ],
    executions: [{ id: "e3", ago: 1000 }],
  },
];

export interface World {
  readonly faults?: (moment: { readonly request: { readonly method: string } | undefined }) => Fault | undefined;
  readonly permissions?: readonly string[];
  readonly workflows?: readonly WorkflowSeed[] | "default";
}

/** Starts a simulator with these workflows, or its own with `"default"`; it ends with the test. */
export async function world({ workflows = quick, ...more }: World = {}): Promise<Simulator> {
  simulator = await startSimulator({ ...(workflows !== "default" && { seed: { workflows } }), clock: "real", ...(more as object) });
  return simulator;
}

/** Calls the command line there. */
export function cli(...args: readonly string[]) {
  const place = { AOM_WORKFLOW_ENDPOINT: simulator?.url ?? "http://127.0.0.1:1", AOM_WORKFLOW_PROJECT: projectId };
  return runCli(args, { ...place, TZ: "UTC" });
}

export const at = (workflow: string, execution: string, node?: string) => [
  ...["--workflow", workflow, "--execution", execution],
  ...(node === undefined ? [] : ["--node", node]),
];

/** Strikes what changes something, once it has been acted on. */
export const losesAnswers: World = { faults: ({ request }) => (request?.method === "POST" ? { kind: "reset-after-reading" } : undefined) };

export const posts = () => simulator?.requests.filter(({ method }) => method === "POST").length;
export const begun = (workflow: string) => simulator?.executions().find(({ workflowId }) => workflowId === workflow)?.begun;
