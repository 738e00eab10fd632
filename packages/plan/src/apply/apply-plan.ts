import { readOptions } from "@aom-workflow/client/internal";
import { keyOf, type PlannedAction } from "../journal/action.ts";
import type { Journal } from "../journal/journal.ts";
import { entryFor } from "../journal/ledger.ts";
import { isPlanError, nameJournal, PlanError } from "../journal/plan-error.ts";
import type { Plan } from "../plan/plan.ts";
import { type Acted, forgottenOf, knownOf } from "./acted.ts";
import { type ApplyOptions, applyOptionKinds } from "./apply-options.ts";
import { canaryOf } from "./limits.ts";
import { PlanRun } from "./plan-run.ts";
import { ApplyError, type Report, reportOf } from "./report.ts";

/**
 * Applies a plan, or continues it where it stopped: an action that was sent is never sent again. Yields each action as it ends, including those that had
 * ended before, and returns the report. Nothing new starts until results are taken.
 *
 * @throws InvalidInputError for an unknown or unusable option
 * @throws PlanError if the journal is another one or cannot be read, or the plan is held or closed
 * @throws ApplyError if the journal cannot be read or written any more: nothing more is sent, and `report` has what is known
 */
export async function* applyPlan(plan: Plan, given: ApplyOptions): AsyncGenerator<Acted, Report, undefined> {
  const options = readOptions(given, applyOptionKinds);
  const { journal, signal, release } = options;
  const { header, actions } = plan;
  await checkPlan(plan, journal, { release });
  const { held, pruned } = await journal.planMark(header.id);
  // Releasing a plan that is not held would skip the first few that are waited for.
  if (held !== undefined) await journal.mark({ plan: header.id, kind: "released" });
  const run = new PlanRun(plan, options);
  // Read now what is already known: if the journal fails later, it cannot be read.
  const before = await endedIn(plan, journal, run.ended);
  const report = (held: string | undefined) => {
    for (const [action, acted] of before) if (!run.ended.has(action)) run.ended.set(action, acted);
    return reportOf(header.id, actions, run.ended, { held, stopped: run.stopped ?? (signal?.aborted ? "Interrupted." : undefined) });
  };
  const known = new Map(before);
  const gone =
    pruned === undefined
      ? []
      : forgottenOf(
          actions.filter((action) => !known.has(action)),
          pruned,
        );
  for (const acted of gone) run.ended.set(acted.action, acted);
  try {
    yield* gone;
    yield* canary(run, options.first);
    yield* inParallel(run, run.ownGroups(), false);
    const { held: heldNow } = await journal.planMark(header.id);
    for (const [action, acted] of await endedIn(plan, journal, run.ended)) run.ended.set(action, acted);
    return report(heldNow);
  } catch (error) {
    throw isPlanError(error) ? new ApplyError(error, report(undefined)) : error;
  } finally {
    run.release();
  }
}

/**
 * Checks what `applyPlan` checks before it sends anything, for a program that asks a person first. Reads the journal alone.
 *
 * @param journal an open journal; or the id, the target and `known` of one that `entriesOf` reads
 * @param options `release`: a plan that is held may be released
 * @throws InvalidInputError for an unknown or unusable option
 * @throws PlanError `other-journal` where the plan belongs to another one, `closed`, or `held`
 */
export async function checkPlan(
  plan: Plan,
  journal: Pick<Journal, "id" | "target" | "planMark">,
  options: Pick<ApplyOptions, "release"> = {},
): Promise<void> {
  const { release = false } = readOptions(options, { release: "switch" });
  checkJournal(plan, journal);
  const { held, closed } = await journal.planMark(plan.header.id);
  if (closed !== undefined) throw new PlanError("closed", `The plan is closed: ${closed} Make a new one.`);
  if (held !== undefined && !release) throw new PlanError("held", `The plan is held: ${held} Look at the report, then release it.`);
}

/** Recorded outcomes of actions, except those already known. */
async function endedIn({ header, actions }: Plan, journal: Journal, ended: ReadonlyMap<PlannedAction, Acted>) {
  const found: (readonly [PlannedAction, Acted])[] = [];
  for (const action of actions) {
    const entry = ended.has(action) ? undefined : await journal.entry(keyOf(action));
    if (entry !== undefined) found.push([action, await knownOf(journal, action, entry, header.id)]);
  }
  return found;
}

/** @throws PlanError unless the plan was made with this journal, for this target */
function checkJournal({ header }: Plan, { id, target }: Pick<Journal, "id" | "target">): void {
  if (header.endpoint !== target.endpoint || header.projectId !== target.projectId)
    throw new PlanError(
      "other-journal",
      `The plan is for project ${header.projectId} at ${header.endpoint}; the journal is for project ${target.projectId} at ${target.endpoint}.`,
    );
  if (header.journal !== id)
    throw new PlanError(
      "other-journal",
      `The plan belongs to journal ${header.journal}; this is journal ${id}, which does not have what was done. ${nameJournal} If that one is lost, restore a backup. If that is not possible, make a new plan from this one (plan ACTION --from PLAN). Actions that were done before may then be done twice.`,
    );
}

/** The first actions, each waited for, so that an action that makes things worse affects no more than these. A stale one is replaced by another. */
async function* canary(run: PlanRun, wanted: number | undefined): AsyncGenerator<Acted, void, undefined> {
  const { journal, plan } = run;
  const mark = await journal.planMark(plan);
  const first = canaryOf(await journal.counts(plan), mark, run.planned, wanted);
  const candidates = first === 0 ? [] : await run.firsts(mark.releasedAt);
  let looked = 0;
  for (let good = 0; good < first && !run.isOver; ) {
    const next = candidates.slice(looked, looked + first - good);
    if (next.length === 0) return;
    looked += next.length;
    yield* inParallel(
      run,
      next.map((action) => [action]),
      true,
    );
    const bad: string[] = [];
    for (const action of next) {
      const acted = run.ended.get(action);
      if (acted === undefined || acted.outcome === "left" || acted.outcome === "stale") continue;
      const entry = await journal.entry(keyOf(action));
      const mine = entry && entryFor(entry, plan);
      // What another plan did does not count for this one.
      if (mine?.plan !== plan) continue;
      if (mine.isGood === true) good++;
      else if (!run.isInterrupted) {
        const { executionId } = action;
        const why = (acted.outcome === "applied" ? mine.settlement?.reason : acted.reason) ?? "It was not seen to move on.";
        bad.push(`in execution ${executionId}. ${why}`);
      }
    }
    const what = bad.length === 1 ? "one did not end well," : `${bad.length} did not end well, the first`;
    if (bad.length > 0) await run.hold(`Of the first ${first} actions ${what} ${bad[0]}`);
  }
}

/** Runs actions of several executions at once; those of one execution one after the other. */
async function* inParallel(
  run: PlanRun,
  groups: readonly (readonly PlannedAction[])[],
  isFirst: boolean,
): AsyncGenerator<Acted, void, undefined> {
  const waiting = groups.values();
  const running = new Set<Promise<void>>();
  const results: Acted[] = [];
  let wake = () => {};
  let failure: { readonly error: unknown } | undefined;
  const follow = async (group: readonly PlannedAction[]) => {
    let before: PlannedAction | undefined;
    for (const action of group) {
      // Wait for the effect of the one before.
      if (before !== undefined && (await run.isDue(action)) && !(await run.sawEffect(before))) return;
      if (run.isOver) return;
      const acted = await run.act(action, isFirst);
      before = acted.outcome === "applied" ? action : undefined;
      results.push(acted);
      wake();
      // The next one of the same execution waits for its effect.
      if (acted.outcome === "left" || acted.outcome === "unknown") return;
    }
  };
  const begin = (group: readonly PlannedAction[]) => {
    const work = follow(group)
      .catch((error: unknown) => {
        failure ??= { error };
        run.stop("The journal failed.");
      })
      .finally(() => {
        running.delete(work);
        wake();
      });
    running.add(work);
  };
  try {
    while (true) {
      // Backpressure: wait until the results are taken.
      while (running.size < run.concurrency && results.length < run.concurrency && !run.isOver) {
        const next = waiting.next();
        if (next.done) break;
        begin(next.value);
      }
      const result = results.shift();
      if (result !== undefined) yield result;
      else if (running.size === 0) break;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    if (running.size > 0) run.stop("The caller stopped reading the results.");
    await Promise.allSettled(running);
  }
  if (failure) throw failure.error;
}
