import { join } from "node:path";
import { createClient } from "@aom-workflow/client";
import { type Fault, startSimulator, type WorkflowSeed } from "@aom-workflow/mock";
import { build } from "esbuild";
import { run } from "../../../../tools/lab/children.ts";
import { temporaryFolder } from "../../../../tools/lab/folders.ts";
import type { Report } from "../../src/apply/report.ts";
import { openJournal, savePlan } from "../../src/node/index.ts";
import { makePlan } from "../../src/plan/make-plan.ts";

/** Actions of each plan. */
export const actions = 48;
/** How much later the late service acts, in milliseconds. */
export const lateMs = 400;

const projectId = "0123456789abcdef0123456789abcdef";
const nodes = [
  { id: "deploy", ends: "fail", failures: 1, takes: 5 },
  { id: "check", takes: 3_600_000 },
] as const;

/** Which service an execution belongs to, by its number: one that acts at once, late, or not at all if the response is lost. */
function workflowOf(number: number): "prompt" | "late" | "never" {
  if (number % 13 === 4) return "never";
  return number % 2 === 0 ? "prompt" : "late";
}

const actsLate = { prompt: 0, late: lateMs, never: 3_600_000 } as const;

const lost: readonly Fault[] = [{ kind: "reset-after-reading" }, { kind: "close-after-reading" }, { kind: "close-mid-headers" }];

export type Scene = Awaited<ReturnType<typeof startScene>>;

/** A plan with its own state folder. */
export interface Planned {
  readonly id: string;
  readonly number: number;
  /** The journal. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A service with enough executions for this many plans, and processes that apply them. */
export async function startScene(plans: number) {
  const folder = temporaryFolder("kill");
  const script = join(folder, "apply.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "apply.ts")],
    ...{ bundle: true, platform: "node", format: "esm", outfile: script },
  });
  /** How often an action was sent for each execution. */
  const sent = new Map<string, number>();
  const throttled = new Set<string>();
  const numbers = Array.from({ length: plans * actions }, (_, number) => number);
  const service = await startSimulator({
    clock: "real",
    seed: {
      workflows: Object.entries(actsLate).map(([id, actsLate]): WorkflowSeed => {
        const executions = numbers.filter((number) => workflowOf(number) === id).map((number) => ({ id: `e${number}`, ago: 60_000 }));
        return { id, name: id, nodes, actsLate, executions };
      }),
    },
    faults({ request }): Fault | undefined {
      const [, id] = /\/executions\/(e\d+)\/operation\b/.exec(request?.target ?? "") ?? [];
      if (id === undefined) return undefined;
      const number = Number(id.slice(1));
      // Refused before anything was done, so it may be sent again.
      if (number % 29 === 5 && !throttled.has(id)) {
        throttled.add(id);
        return { kind: "throttled" };
      }
      sent.set(id, (sent.get(id) ?? 0) + 1);
      return lost[number % 7];
    },
  });
  const target = { endpoint: service.url, projectId };
  const client = createClient({ ...target, auth: "token" });
  const command = (id: string) => [process.execPath, script, service.url, projectId, id] as const;

  return {
    service,
    sent,
    async planned(number: number): Promise<Planned> {
      const env = { ...process.env, XDG_STATE_HOME: join(folder, String(number)) };
      const journal = await openJournal({ target, env, create: true });
      const selected = Array.from({ length: actions }, (_, at) => {
        const execution = number * actions + at;
        return { action: "restart", workflowId: workflowOf(execution), executionId: `e${execution}`, nodeId: "deploy" } as const;
      });
      const { plan, leftOut } = await makePlan({ client, journal, selected, selection: "all", who: "tester" });
      await journal.close();
      if (plan.actions.length !== actions) throw new Error(`Left out: ${JSON.stringify(leftOut)}`);
      await savePlan(plan, { env });
      return { id: plan.header.id, number, path: journal.path, env };
    },
    /** Applies the whole plan. */
    async apply({ id, env }: Planned): Promise<Report> {
      const [node, ...args] = command(id);
      const { stdout } = await run(node, args, { cwd: folder, env, timeout: 180_000 });
      return JSON.parse(stdout) as Report;
    },
    /** Applies it under strace. @returns `ended` by a signal, `failed` with the disk, or `passed` if it finished before */
    async broken({ id, env }: Planned, calls: string, injection: readonly string[]): Promise<"ended" | "failed" | "passed"> {
      const args = ["-f", "-qq", "-o", "/dev/null", "-e", `trace=${calls}`, ...injection, ...command(id)];
      const { code, stderr } = await run("strace", args, { cwd: folder, env, timeout: 180_000, exits: [0, 1] }).catch((error: Error) => {
        if (/ended with SIGKILL/.test(error.message)) return { code: undefined, stderr: "" };
        throw error;
      });
      if (code === undefined) return "ended";
      if (code === 0) return "passed";
      if (!stderr.includes("cannot be used")) throw new Error(stderr);
      return "failed";
    },
  };
}
