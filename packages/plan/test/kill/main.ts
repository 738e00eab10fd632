import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { entriesOf, verifyJournal } from "../../src/node/index.ts";
import { drawn } from "../machine.ts";
import { actions, lateMs, type Planned, startScene } from "./scene.ts";
import { standStill } from "./stand-still.ts";

/*
 * Applies plans with real processes that are killed at system calls, on Linux with strace; then again until nothing is left. Up to three
 * processes apply a plan at once, their disk fails, answers are lost, the service acts late, an operator acts meanwhile, and a process stands
 * still for a minute. `pnpm kill [--kills 150] [--seed 1]`
 */

const { values } = parseArgs({ options: { kills: { type: "string", default: "150" }, seed: { type: "string", default: "1" } } });
const wanted = Number(values.kills);
const random = drawn(Number(values.seed));
const upTo = (max: number) => 1 + Math.floor(random() * max);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills or breaks a process at a system call, counted from the start of each of its threads: the call, and what happens there. */
const injections: readonly ((path: string) => readonly [string, readonly string[]])[] = [
  (path) => ["fdatasync", ["-P", path, "-e", `inject=fdatasync:signal=SIGKILL:when=${upTo(3)}`]],
  (path) => ["write", ["-P", path, "-e", `inject=write:signal=SIGKILL:when=${upTo(5)}`]],
  () => ["connect", ["-e", `inject=connect:signal=SIGKILL:when=${upTo(24)}`]],
  () => ["write,writev", ["-e", `inject=write,writev:signal=SIGKILL:when=${upTo(100)}`]],
  (path) => ["fdatasync", ["-P", path, "-e", `inject=fdatasync:error=EIO:when=${upTo(3)}`]],
  (path) => ["write", ["-P", path, "-e", `inject=write:error=ENOSPC:when=${upTo(5)}`]],
];
/** The disk fails in one of eight. */
const drawnInjection = () => (random() < 0.125 ? injections[3 + upTo(2)] : injections[upTo(4) - 1]) as (typeof injections)[number];

const plans = Math.ceil(wanted / 5) + 4;
const scene = await startScene(plans);
const { service, sent } = scene;
const totals = { plans: 0, killed: 0, failed: 0, passed: 0, applied: 0, rejected: 0, unknown: 0, stale: 0, sent: 0 };
const problems: string[] = [];
const started = performance.now();

/** Applies a plan with processes that are killed until one passes, and then completely. */
async function round(plan: Planned): Promise<void> {
  for (let run = 0; run < 40; run++) {
    const ends = await Promise.all(
      Array.from({ length: upTo(3) }, () => {
        const [calls, injection] = drawnInjection()(plan.path);
        return scene.broken(plan, calls, injection);
      }),
    );
    for (const end of ends) totals[end === "ended" ? "killed" : end]++;
    for (let times = upTo(2); times > 0; times--)
      service.act({ action: "restart", executionId: `e${plan.number * actions + upTo(actions) - 1}`, nodeId: "deploy" });
    if (ends.includes("passed")) break;
  }
  await Promise.all(Array.from({ length: upTo(2) }, () => scene.apply(plan)));
  await pause(lateMs + 50);
  await check(plan);
}

/** What must be true of the report, of each action compared with what the service knows, and of the journal, whatever happened. */
async function check(plan: Planned): Promise<void> {
  const say = (problem: string) => problems.push(`Plan ${plan.number}: ${problem}`);
  const report = await scene.apply(plan);
  const { planned, applied, rejected, unknown, stale, left } = report;
  totals.plans++;
  for (const key of ["applied", "rejected", "unknown", "stale"] as const) totals[key] += report[key];
  if (planned !== actions || planned !== applied + rejected + unknown + stale + left) say("the counts do not add up");
  if (left > 0 || report.sent > 0) say(`${left} left, ${report.sent} sent after the end`);
  const { entries } = await entriesOf(plan.path);
  const truths = new Map(service.executions().map((execution) => [execution.executionId, execution]));
  const counted = new Set<string>();
  for (const { intent, settlement, state, key } of entries) {
    const id = intent?.executionId ?? key.split("/")[1] ?? "";
    counted.add(id);
    const requests = sent.get(id) ?? 0;
    totals.sent += requests;
    const truth = truths.get(id);
    const byUs = truth?.history.filter(({ by }) => by === "request").length ?? 0;
    const isDone = (truth?.begun.deploy ?? 0) > 1;
    if (requests > 1) say(`${id} was sent ${requests} times`);
    if (byUs > 1) say(`${id} was restarted ${byUs} times`);
    if ((state === "applied" || state === "resolved") && !isDone) say(`${id} counts as ${state}, and was not done`);
    if (state === "stale" && requests > 0) say(`${id} counts as stale, and was sent`);
    if ((state === "unknown" || state === "open") && isDone) say(`${id} is in doubt, and its effect can be read`);
    if (state === "deferred") say(`${id} was put back and not sent: ${settlement?.reason}`);
  }
  if (counted.size !== actions) say(`${actions - counted.size} forgotten`);
  const verified = await verifyJournal(plan.path);
  for (const problem of verified.problems) say(problem);
}

execFileSync("strace", ["--version"], { stdio: "ignore" });
let next = 0;
// This must be true for everything that was killed until then.
let isOver = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    isOver = true;
  });
const still = Promise.all([
  standStill(scene, await scene.planned(next++), "fdatasync"),
  standStill(scene, await scene.planned(next++), "connect"),
]);
const worker = async () => {
  while (totals.killed < wanted && next < plans && !isOver) await round(await scene.planned(next++));
};
await Promise.all([worker(), worker()]);
for (const { plan, problems: found } of await still) {
  problems.push(...found);
  await check(plan);
}
const seconds = Math.round((performance.now() - started) / 1000);
process.stdout.write(`${JSON.stringify({ ...totals, seconds })}\n`);
if (totals.killed < wanted) problems.push(`Only ${totals.killed} processes were killed.`);
process.stdout.write(problems.length === 0 ? "Nothing was done twice, and nothing forgotten.\n" : `${problems.join("\n")}\n`);
await service.close();
process.exitCode = problems.length === 0 ? 0 : 1;
