import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startSimulator } from "@aom-workflow/mock";
import { journalPath, verifyJournal } from "@aom-workflow/plan/node";
import { build } from "esbuild";
import { eras, type Loose, projectId } from "../world.ts";
import { pipedAgent } from "./agent.ts";

/*
 * Kills servers at the system calls that they make while they apply a plan, on Linux with strace. The agent then starts a new one and sends the
 * same call. `pnpm kill:mcp [--rounds 500] [--seed 1]`
 */

const { values } = parseArgs({ options: { rounds: { type: "string", default: "500" }, seed: { type: "string", default: "1" } } });
const rounds = Number(values.rounds);
let seed = Number(values.seed);
const upTo = (max: number) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return 1 + ((seed % 65536) % max);
};

const state = mkdtempSync(join(tmpdir(), "aom-workflow-mcp-"));
const nodes = [{ id: "deploy", ends: "fail", failures: 1, takes: 5 } as const, { id: "check", takes: 6_000_000 }];
const sent = new Map<string, number>();
const service = await startSimulator({
  clock: "real",
  seed: {
    workflows: [{ id: "w", name: "w", nodes, executions: Array.from({ length: rounds }, (_, at) => ({ id: `e${at}`, ago: 60_000 })) }],
  },
  faults({ request }) {
    const [, id] = /\/executions\/(e\d+)\/operation\b/.exec(request?.target ?? "") ?? [];
    if (id !== undefined) sent.set(id, (sent.get(id) ?? 0) + 1);
    return undefined;
  },
});
const place = { endpoint: service.url, projectId, state };
// One file starts in a third of the time.
const program = join(state, "serve.mjs");
const source = join(import.meta.dirname, "serve.ts");
const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
await build({ entryPoints: [source], bundle: true, platform: "node", format: "esm", outfile: program, banner, logLevel: "error" });

/** The system calls at which a server is killed, and which of them: those of the journal once it is open, then of everything that follows. */
const injections: readonly (() => readonly string[])[] = [
  () => ["-P", journalPath(place, { XDG_STATE_HOME: state }), "-e", `inject=fdatasync:signal=SIGKILL:when=${1 + upTo(2)}`],
  () => ["-P", journalPath(place, { XDG_STATE_HOME: state }), "-e", `inject=write:signal=SIGKILL:when=${1 + upTo(3)}`],
  () => ["-e", `inject=connect:signal=SIGKILL:when=${upTo(2)}`],
  () => ["-e", `inject=write:signal=SIGKILL:when=${4 + upTo(8)}`],
  () => ["-e", `inject=epoll_pwait:signal=SIGKILL:when=${20 + upTo(42)}`],
];

const totals = { rounds: 0, ended: 0, passed: 0, applied: 0, unknown: 0, sent: 0, askedAgain: 0 };
const problems: string[] = [];
const started = performance.now();
const maker = await pipedAgent(place, { era: "2026-07-28", program });

for (let round = 0; round < rounds; round++) {
  const executionId = `e${round}`;
  const era = eras[round % 2] ?? "2026-07-28";
  const made = await maker.call("plan_actions", {
    actions: [{ action: "restart", workflowId: "w", executionId, nodeId: "deploy" }],
    reason: "r",
  });
  const { planId } = made;
  const injection = injections[round % injections.length]?.() ?? [];
  const before = ["strace", "-f", "-qq", "-o", "/dev/null", ...injection];
  const how = await attempt(era, planId, before);
  totals[how]++;
  let questions = 0;
  const fresh = await pipedAgent(place, { era, program, onQuestion: () => questions++ });
  const first: Loose = await fresh.call("apply_plan", { planId });
  const second: Loose = await fresh.call("apply_plan", { planId });
  await fresh.close();
  check(`Round ${round} (${era}, ${injection.at(-1)})`, executionId, first, second);
  totals.askedAgain += questions;
  totals.rounds++;
}

/** The call during which the server is killed, as soon as it has started. */
async function attempt(era: (typeof eras)[number], planId: string, before: readonly string[]): Promise<"ended" | "passed"> {
  try {
    const agent = await pipedAgent(place, { era, before, program });
    try {
      await agent.call("apply_plan", { planId });
      return "passed";
    } finally {
      await agent.close();
    }
  } catch {
    return "ended";
  }
}

/** What must be true wherever the server was killed. */
function check(name: string, executionId: string, first: Loose, second: Loose): void {
  const say = (problem: string) => problems.push(`${name}: ${problem}`);
  const count = sent.get(executionId) ?? 0;
  totals.sent += count;
  if (count > 1) say(`sent ${count} times`);
  const { outcome, mayHaveBeenDone } = second;
  if (outcome === "applied") {
    totals.applied++;
    if (count !== 1 || mayHaveBeenDone) say(`said to be applied, sent ${count} times`);
  } else if (outcome === "unknown") {
    totals.unknown++;
    if (!mayHaveBeenDone) say("in doubt, and that is not said");
    if ((service.executions().find((each) => each.executionId === executionId)?.begun.deploy ?? 0) > 1) say("done, and that can be read");
  } else say(`forgotten: ${JSON.stringify(second)}`);
  if (first.outcome !== outcome && first.outcome !== "unknown") say(`${first.outcome}, then ${outcome}`);
}

await maker.close();
const folder = join(state, "aom-workflow");
const [journal = ""] = readdirSync(folder).filter((each) => each.endsWith(".journal.jsonl"));
const { problems: damage, keys, records } = await verifyJournal(join(folder, journal));
problems.push(...damage);
const seconds = Math.round((performance.now() - started) / 1000);
process.stdout.write(`${JSON.stringify({ ...totals, seconds, keys, records })}\n`);
process.stdout.write(problems.length === 0 ? "Nothing was done twice, and nothing forgotten.\n" : `${problems.join("\n")}\n`);
await service.close();
rmSync(state, { recursive: true });
process.exitCode = problems.length === 0 ? 0 : 1;
