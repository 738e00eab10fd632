import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "@aom-workflow/client";
import { type Fault, startSimulator, type WorkflowSeed } from "@aom-workflow/mock";
import { run } from "../../../../tools/lab/children.ts";
import { temporaryFolder } from "../../../../tools/lab/folders.ts";
import type { Report } from "../../src/apply/report.ts";
import { keyOf } from "../../src/journal/action.ts";
import { entriesOf, openJournal, savePlan, verifyJournal } from "../../src/node/index.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { drawn } from "../machine.ts";

/*
 * Applies plans with real processes that are ended at calls of the system, on Linux with strace; then again until nothing is left. Answers are
 * lost, the service acts late, an operator acts meanwhile. `pnpm kill [--rounds 100] [--seed 1]`
 */

const { values } = parseArgs({ options: { rounds: { type: "string", default: "100" }, seed: { type: "string", default: "1" } } });
const rounds = Number(values.rounds);
const random = drawn(Number(values.seed));
const upTo = (most: number) => 1 + Math.floor(random() * most);

const actions = 12;
const projectId = "0123456789abcdef0123456789abcdef";
const env = { ...process.env, XDG_STATE_HOME: temporaryFolder("kill") };
const late = 400;

const nodes = [
  { id: "deploy", ends: "fail", failures: 1, takes: 5 },
  { id: "check", takes: 600_000 },
] as const;
const workflow = (id: string, actsLate: number, from: number): WorkflowSeed => ({
  id,
  name: id,
  nodes,
  actsLate,
  executions: Array.from({ length: ((rounds + 1) * actions) / 2 }, (_, at) => ({ id: `e${2 * at + from}`, ago: 60_000 })),
});

/** How often each execution was sent something that acts: the truth. */
const sent = new Map<string, number>();
const service = await startSimulator({
  clock: "real",
  seed: { workflows: [workflow("prompt", 0, 0), workflow("late", late, 1)] },
  faults({ request }): Fault | undefined {
    const [, id] = /\/executions\/(e\d+)\/operation\b/.exec(request?.target ?? "") ?? [];
    if (id === undefined) return undefined;
    sent.set(id, (sent.get(id) ?? 0) + 1);
    const lost: readonly Fault[] = [{ kind: "reset-after-reading" }, { kind: "close-after-reading" }, { kind: "close-mid-headers" }];
    return lost[Number(id.slice(1)) % 7];
  },
});
const target = { endpoint: service.url, projectId };
const client = createClient({ ...target, auth: "token" });
const { path } = await openJournal({ target, create: true, env }).then(async (journal) => {
  await journal.close();
  return journal;
});

const script = join(import.meta.dirname, "apply.ts");
const apply = (id: string) => [process.execPath, "--no-warnings", script, service.url, projectId, id] as const;
const options = { cwd: import.meta.dirname, env, timeout: 60_000 };

/** Ends, or breaks, a process at a call of the system that it makes, counted from its beginning. */
const injections: readonly (() => readonly string[])[] = [
  () => ["-P", path, "-e", `inject=fdatasync:signal=SIGKILL:when=${upTo(8)}`],
  () => ["-P", path, "-e", `inject=write:signal=SIGKILL:when=${upTo(14)}`],
  () => ["-e", `inject=connect:signal=SIGKILL:when=${upTo(30)}`],
  () => ["-e", `inject=write,writev:signal=SIGKILL:when=${upTo(150)}`],
  () => ["-P", path, "-e", `inject=fdatasync:error=EIO:when=${upTo(8)}`],
  () => ["-P", path, "-e", `inject=write:error=ENOSPC:when=${upTo(14)}`],
];

async function planned(round: number): Promise<string> {
  const journal = await openJournal({ target, env });
  const selected = Array.from({ length: actions }, (_, at) => {
    const number = round * actions + at;
    return { action: "restart", workflowId: number % 2 === 0 ? "prompt" : "late", executionId: `e${number}`, nodeId: "deploy" } as const;
  });
  const { plan, text, leftOut } = await makePlan({ client, journal, selected, selection: "all", who: "tester" });
  await journal.close();
  if (plan.actions.length !== actions) throw new Error(`Left out: ${JSON.stringify(leftOut)}`);
  await savePlan(text, { env });
  return plan.header.id;
}

async function reportOf(id: string): Promise<Report> {
  const [node, ...args] = apply(id);
  return JSON.parse((await run(node, args, options)).stdout) as Report;
}

const totals = { rounds: 0, ended: 0, failed: 0, passed: 0, applied: 0, rejected: 0, unknown: 0, stale: 0, sent: 0, readAgain: 0 };
const problems: string[] = [];
const started = performance.now();

for (let round = 0; round < rounds; round++) {
  const id = await planned(round);
  const injection = injections[round % injections.length]?.() ?? [];
  const broken = run("strace", ["-f", "-qq", "-o", "/dev/null", ...injection, ...apply(id)], { ...options, exits: [0, 1] }).then(
    ({ code }) => (code === 0 ? "passed" : "failed"),
    () => "ended",
  );
  const others = Array.from({ length: round % 5 === 4 ? 2 : round % 5 === 2 ? 1 : 0 }, () => reportOf(id));
  const [how] = await Promise.all([broken, ...others]);
  service.act({ action: "restart", executionId: `e${round * actions + 7}`, nodeId: "deploy" });
  await reportOf(id);
  await new Promise((resolve) => setTimeout(resolve, late + 50));
  await check(`Round ${round}, ${injection.at(-1)}`, id, round);
  totals.rounds++;
  totals[how as "passed"]++;
}

/** What must hold however it went. */
async function check(name: string, id: string, round: number): Promise<void> {
  const say = (problem: string) => problems.push(`${name}: ${problem}`);
  const report = await reportOf(id);
  const { planned, applied, rejected, unknown, stale, left } = report;
  for (const key of ["applied", "rejected", "unknown", "stale"] as const) totals[key] += report[key];
  if (planned !== applied + rejected + unknown + stale + left) say("the counts do not add up");
  if (left > 0 || report.sent > report.applied) say(`${left} left, ${report.sent} sent`);
  const truth = new Map(service.executions().map((execution) => [execution.executionId, execution]));
  for (let at = round * actions; at < (round + 1) * actions; at++) {
    const count = sent.get(`e${at}`) ?? 0;
    totals.sent += count;
    if (count > 1) say(`e${at} was sent ${count} times`);
    if ((truth.get(`e${at}`)?.history.length ?? 0) > 2) say(`e${at} was restarted more than once by us`);
  }
  for (const { action } of report.doubts)
    if ((truth.get(action.executionId)?.begun.deploy ?? 0) > 1) say(`${keyOf(action)} was done, and that can be read`);
}

/** A process that stands still between its intent and its request has read too long ago, and reads again. */
async function standStill(): Promise<void> {
  const id = await planned(rounds);
  // The sync of the first intents takes eleven seconds.
  const injection = ["-P", path, "-e", "inject=fdatasync:delay_exit=11000000:when=2"];
  await run("strace", ["-f", "-qq", "-o", "/dev/null", ...injection, ...apply(id)], options);
  const { entries } = await entriesOf(path);
  const again = readFileSync(path, "utf8").split("Not sent: too long after the reading.").length - 1;
  totals.readAgain = again;
  if (again === 0) problems.push("Nothing was read again after a process had stood still.");
  if (entries.some(({ state }) => state === "deferred")) problems.push("Something was put back and not sent.");
  await check("A process that stood still", id, rounds);
}

await standStill();
const { entries } = await entriesOf(path);
const verified = await verifyJournal(path);
problems.push(...verified.problems);
const seconds = Math.round((performance.now() - started) / 1000);
process.stdout.write(`${JSON.stringify({ ...totals, seconds, keys: entries.length, verified: { ...verified, limits: undefined } })}\n`);
process.stdout.write(problems.length === 0 ? "Nothing was done twice, and nothing forgotten.\n" : `${problems.join("\n")}\n`);
await service.close();
process.exitCode = problems.length === 0 ? 0 : 1;
